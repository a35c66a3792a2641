/** What is said of what was sent, and of what was not. */
import { createCatalogue } from "./catalogue.ts";

const en = {
  "history-title": "What was sent",
  "history-none": "Nothing has been due yet.",
  "history-line": "{when}: {what}",
  "became-sent": "sent",
  "became-pending": "on its way",
  "became-sending": "on its way",
  "became-unknown": "perhaps sent; the platform cannot tell, so I did not repeat it",
  "became-skipped": "left out: {reason}",
  "reason-holiday": "a public holiday",
  "reason-day-off": "no working day",
  "reason-merged": "moved to a day that had one already",
  "reason-paused": "paused",
  "reason-too-late": "it would have been too late",
  "reason-superseded": "a later one was due as well",
  "reason-weekly-limit": "the week had its most already",
  "reason-nothing-to-say": "nothing fitted",
  "reason-undeliverable": "direct messages are not taken",
  "reason-gone": "the channel is gone",
  "reason-forbidden": "I may not post there",
} as const;

type Key = keyof typeof en;
type Texts = Readonly<Record<Key, string>>;

const nl: Texts = {
  "history-title": "Wat er verstuurd is",
  "history-none": "Er stond nog niets op het programma.",
  "history-line": "{when}: {what}",
  "became-sent": "verstuurd",
  "became-pending": "onderweg",
  "became-sending": "onderweg",
  "became-unknown": "misschien verstuurd; het platform kan het niet zeggen, dus heb ik het niet herhaald",
  "became-skipped": "weggelaten: {reason}",
  "reason-holiday": "een feestdag",
  "reason-day-off": "geen werkdag",
  "reason-merged": "verplaatst naar een dag die er al een had",
  "reason-paused": "gepauzeerd",
  "reason-too-late": "het zou te laat zijn geweest",
  "reason-superseded": "er was ook een latere aan de beurt",
  "reason-weekly-limit": "de week zat al vol",
  "reason-nothing-to-say": "niets paste",
  "reason-undeliverable": "privéberichten worden niet aanvaard",
  "reason-gone": "het kanaal bestaat niet meer",
  "reason-forbidden": "ik mag daar niets plaatsen",
};

const fr: Texts = {
  "history-title": "Ce qui a été envoyé",
  "history-none": "Rien n’était encore prévu.",
  "history-line": "{when} : {what}",
  "became-sent": "envoyé",
  "became-pending": "en route",
  "became-sending": "en route",
  "became-unknown": "peut-être envoyé ; la plateforme ne peut pas le dire, je ne l’ai donc pas répété",
  "became-skipped": "laissé de côté : {reason}",
  "reason-holiday": "un jour férié",
  "reason-day-off": "pas un jour ouvrable",
  "reason-merged": "reporté à un jour qui en avait déjà un",
  "reason-paused": "en pause",
  "reason-too-late": "il aurait été trop tard",
  "reason-superseded": "un envoi plus récent était dû aussi",
  "reason-weekly-limit": "la semaine était déjà pleine",
  "reason-nothing-to-say": "rien ne convenait",
  "reason-undeliverable": "les messages privés sont refusés",
  "reason-gone": "le canal n’existe plus",
  "reason-forbidden": "je n’ai pas le droit d’y publier",
};

const de: Texts = {
  "history-title": "Was gesendet wurde",
  "history-none": "Es war noch nichts fällig.",
  "history-line": "{when}: {what}",
  "became-sent": "gesendet",
  "became-pending": "unterwegs",
  "became-sending": "unterwegs",
  "became-unknown": "vielleicht gesendet; die Plattform kann es nicht sagen, darum habe ich es nicht wiederholt",
  "became-skipped": "ausgelassen: {reason}",
  "reason-holiday": "ein Feiertag",
  "reason-day-off": "kein Arbeitstag",
  "reason-merged": "auf einen Tag verschoben, der schon eine hatte",
  "reason-paused": "pausiert",
  "reason-too-late": "es wäre zu spät gewesen",
  "reason-superseded": "eine spätere war auch fällig",
  "reason-weekly-limit": "die Woche war schon voll",
  "reason-nothing-to-say": "nichts passte",
  "reason-undeliverable": "Direktnachrichten werden nicht angenommen",
  "reason-gone": "den Kanal gibt es nicht mehr",
  "reason-forbidden": "ich darf dort nichts veröffentlichen",
};

export const sayOfHistory = createCatalogue<Key>({ en, nl, fr, de });
