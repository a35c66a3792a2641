import type { Campaign, Entry, Pack } from "../../src/model.ts";

/** The texts of each entry of the shared pack by language, with words that no other entry has. */
const TEXTS: Readonly<
  Record<string, Readonly<Record<string, readonly [title: string, summary: string, ...questions: string[]]>>>
> = {
  phishing: {
    en: [
      "Recognise phishing",
      "Phishing is bait.",
      "what is phishing",
      "how do I recognise phishing",
      "is this mail phishing",
      "how can I tell a phishing mail",
    ],
    nl: ["Phishing herkennen", "Phishing is aas.", "wat is phishing", "hoe herken ik phishing", "is deze mail phishing"],
  },
  backups: {
    en: [
      "Keep backups",
      "A second copy helps.",
      "how do I make a backup",
      "what is a backup",
      "where do I keep backups",
      "how often should I back up",
    ],
    nl: ["Kopieën bewaren", "Een tweede kopie helpt.", "hoe maak ik een back-up", "waar bewaar ik mijn kopieën"],
  },
  ransomware: {
    en: ["Ransomware", "Unplug the network.", "my files are encrypted", "ransomware what now", "a note asks for bitcoin"],
    nl: ["Gijzelsoftware", "Trek de kabel uit.", "mijn bestanden zijn versleuteld", "gijzelsoftware wat nu"],
  },
  printers: {
    en: ["Print safely", "Fetch your pages at once.", "how do I print confidential pages", "are printers safe"],
    nl: ["Veilig afdrukken", "Haal je bladen meteen op.", "hoe druk ik vertrouwelijke bladen af"],
  },
};

const AREAS: Readonly<Record<string, string>> = { printers: "office" };

function entriesOf(id: string): Entry[] {
  return Object.entries(TEXTS[id] ?? {}).map(([language, [title, summary, ...questions]]) => ({
    ...{ id, language, title, summary, questions, area: AREAS[id] ?? "practical", keywords: [], urgent: id === "ransomware" },
    ...{ related: Object.keys(TEXTS).filter((other) => other !== id), sources: [], facts: [], points: [] },
    ...{ steps: [`${title}: first step`], more: [`${title}: more`], tips: [`${title}: a tip`] },
    quiz: [{ question: `${title}: right?`, options: ["Yes", "No"], answer: 0, why: `${title}: why` }],
  }));
}

function campaign(id: string, ...steps: string[]): Campaign {
  return {
    ...{ id, name: { en: `Campaign ${id}` }, description: { en: "For all" }, audience: { en: "All" } },
    steps: steps.map((entry, at) => ({ id: `step-${at}`, day: at + 1, entry })),
  };
}

/** A pack of four entries in two languages, each related to all others. */
export const PACK: Pack = {
  id: "small",
  name: { en: "Small" },
  languages: ["en", "nl"],
  defaultLanguage: "en",
  areas: [
    { id: "practical", title: { en: "Practical", nl: "Praktisch" } },
    { id: "office", title: { en: "Office", nl: "Kantoor" } },
  ],
  contacts: [],
  entries: Object.keys(TEXTS).flatMap(entriesOf),
  firstAid: ["ransomware"],
  campaigns: [campaign("all-of-it", "phishing", "backups", "printers"), campaign("copies", "backups")],
};

/** Returns the texts that show that an entry is present: its id, titles and summaries. */
export function tracesOf(id: string): readonly string[] {
  return [`"${id}"`, ...Object.values(TEXTS[id] ?? {}).flatMap((texts) => texts.slice(0, 2))];
}

/** Returns everything that people may ask for an entry, in both languages. */
export function questionsOf(id: string): readonly string[] {
  return Object.values(TEXTS[id] ?? {}).flatMap(([title, , ...questions]) => [title, ...questions]);
}
