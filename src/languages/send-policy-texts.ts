import { createCatalogue } from "./catalogue.ts";

/** Whose public holidays people can choose, as in ISO 3166; "none" for none. */
export const REGIONS = ["BE", "BE-VLG", "BE-WAL", "BE-BRU", "BE-DE", "LU", "none"] as const;
/** What people can choose for holidays and days off: leave the nudge out, send it on the next working day, or send it all the same. */
export const DAYS_OFF = ["skip", "move", "send"] as const;

const en = {
  "region-BE": "Belgium",
  "region-BE-VLG": "Belgium, and 11 July (Flanders)",
  "region-BE-WAL": "Belgium, and 27 September (French Community)",
  "region-BE-BRU": "Belgium, and 8 May (Brussels)",
  "region-BE-DE": "Belgium, and 15 November (German-speaking)",
  "region-LU": "Luxembourg",
  "region-none": "None",
  "day-off-skip": "Leave it out",
  "day-off-move": "Send it on the next working day",
  "day-off-send": "Send it all the same",
} as const;

type Key = keyof typeof en;
type Texts = Readonly<Record<Key, string>>;

const nl: Texts = {
  "region-BE": "België",
  "region-BE-VLG": "België, en 11 juli (Vlaanderen)",
  "region-BE-WAL": "België, en 27 september (Franse Gemeenschap)",
  "region-BE-BRU": "België, en 8 mei (Brussel)",
  "region-BE-DE": "België, en 15 november (Duitstalig)",
  "region-LU": "Luxemburg",
  "region-none": "Geen",
  "day-off-skip": "Overslaan",
  "day-off-move": "De volgende werkdag sturen",
  "day-off-send": "Toch sturen",
};

const fr: Texts = {
  "region-BE": "Belgique",
  "region-BE-VLG": "Belgique, et le 11 juillet (Flandre)",
  "region-BE-WAL": "Belgique, et le 27 septembre (Communauté française)",
  "region-BE-BRU": "Belgique, et le 8 mai (Bruxelles)",
  "region-BE-DE": "Belgique, et le 15 novembre (germanophone)",
  "region-LU": "Luxembourg",
  "region-none": "Aucun",
  "day-off-skip": "Ne rien envoyer",
  "day-off-move": "Envoyer le jour ouvrable suivant",
  "day-off-send": "Envoyer quand même",
};

const de: Texts = {
  "region-BE": "Belgien",
  "region-BE-VLG": "Belgien, und 11. Juli (Flandern)",
  "region-BE-WAL": "Belgien, und 27. September (Französische Gemeinschaft)",
  "region-BE-BRU": "Belgien, und 8. Mai (Brüssel)",
  "region-BE-DE": "Belgien, und 15. November (deutschsprachig)",
  "region-LU": "Luxemburg",
  "region-none": "Keine",
  "day-off-skip": "Auslassen",
  "day-off-move": "Am nächsten Arbeitstag senden",
  "day-off-send": "Trotzdem senden",
};

/** The names of these choices. */
export const sayOfSendPolicy = createCatalogue<Key>({ en, nl, fr, de });
