import type { Form } from "../../../src/forms.ts";
import type { Attachment, Button, Reply } from "../../../src/model.ts";

/** A button in a language that is neither English nor the reply's. */
export const MORE: Button = { label: "Lees meer", action: { kind: "more", entry: "phishing", language: "nl" } };
export const CHOICE: Button = { label: "Mots de passe", action: { kind: "show", entry: "passwords", language: "fr" } };

/** A reply with everything but a form. */
export const REPLY: Reply = {
  kind: "answer",
  language: "en",
  title: "Recognise phishing",
  body: ["Phishing is bait. @everyone <!channel> **not bold**", "It comes by mail and by telephone."],
  points: { heading: "Key points", items: ["Look at the address.", "Nobody asks for a code."] },
  steps: { heading: "What to do", items: ["Report it.", "Delete it."] },
  sources: {
    heading: "Sources",
    items: [
      { title: "Safeonweb", url: "https://safeonweb.be/en", asOf: "2026-02" },
      { title: "Card Stop", url: "https://cardstop.be", asOf: "2025" },
    ],
  },
  contacts: {
    heading: "Who can help",
    items: [
      { text: "Service desk (day and night)", way: { kind: "phone", value: "02 555 00 00" } },
      { text: "Service desk", way: { kind: "email", value: "help@example.org" } },
      { text: "Police", way: { kind: "url", value: "https://police.example.org/" } },
      { text: "Your manager" },
    ],
  },
  choices: [CHOICE, { label: "Backups", action: { kind: "show", entry: "backups", language: "en" } }],
  actions: [
    MORE,
    { label: "That helped", action: { kind: "feedback", entry: "phishing", language: "en", helpful: true } },
    { label: "It did not help", action: { kind: "feedback", entry: "phishing", language: "en", helpful: false } },
    { label: "Ask a person", action: { kind: "person", language: "en" } },
  ],
  footnote: "Reviewed on 2026-11-23",
};

/** The texts of {@link REPLY} in reading order; each source is followed by its own date. */
export const TEXTS: readonly string[] = [
  "Recognise phishing",
  "Phishing is bait.",
  "It comes by mail and by telephone.",
  "Key points",
  "Look at the address.",
  "Nobody asks for a code.",
  "What to do",
  "Report it.",
  "Delete it.",
  "Who can help",
  "Service desk (day and night)",
  "02 555 00 00",
  "Service desk",
  "help@example.org",
  "Police",
  "https://police.example.org/",
  "Your manager",
  "Sources",
  "Safeonweb",
  "2026-02",
  "Card Stop",
  "2025",
];
export const LABELS: readonly string[] = [
  "Mots de passe",
  "Backups",
  "Lees meer",
  "That helped",
  "It did not help",
  "Ask a person",
];
export const FOOTNOTE = "Reviewed on 2026-11-23";

/** The same reply as first aid: the steps, and whom to call, come right after the title. */
export const URGENT: Reply = { ...REPLY, urgent: true };
export const URGENT_TEXTS: readonly string[] = [
  "Recognise phishing",
  "What to do",
  "Report it.",
  "Delete it.",
  "Who can help",
  "02 555 00 00",
  "Phishing is bait.",
  "It comes by mail and by telephone.",
  "Key points",
  "Look at the address.",
  "Nobody asks for a code.",
];

/** Returns words that can be told apart: "x0001", "x0002", … */
const words = (letter: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, place) => `${letter}${String(place + 1).padStart(4, "0")}`);

const BODY = words("b", 2_500);
const POINTS = words("p", 1_200);
const STEPS = words("s", 1_200);
const SOURCES = words("q", 15);
const CHOICES = words("c", 12);
const FOOTNOTE_WORDS = words("f", 300);

/** Returns items of 30 words each: longer than any button or line. */
function items(all: readonly string[]): readonly string[] {
  return Array.from({ length: all.length / 30 }, (_, place) => all.slice(place * 30, place * 30 + 30).join(" "));
}

/** A reply that is too long for one message on any platform, with a paragraph that is by itself too long for one. */
export const LONG: Reply = {
  ...REPLY,
  body: [BODY.slice(0, 2_000).join(" "), BODY.slice(2_000).join(" ")],
  points: { heading: "Key points", items: items(POINTS) },
  steps: { heading: "What to do", items: items(STEPS) },
  sources: {
    heading: "Sources",
    items: SOURCES.map((title) => ({ title, url: `https://example.org/${title}`, asOf: "2026-02" })),
  },
  choices: CHOICES.map((word) => ({
    label: `${word} ${"long ".repeat(24)}end`,
    action: { kind: "show", entry: word, language: "en" },
  })),
  footnote: FOOTNOTE_WORDS.join(" "),
};
/** The words of {@link LONG} that are shown in this order on every platform; then all of its words. */
export const LONG_ORDER: readonly string[] = [...BODY, ...POINTS, ...STEPS, ...SOURCES];
export const LONG_WORDS: readonly string[] = [...LONG_ORDER, ...CHOICES, ...FOOTNOTE_WORDS];

export const FORM: Form = {
  name: "add-nudge",
  language: "nl",
  title: "Tips instellen",
  intro: "Wie dit invult, krijgt tips.",
  submit: "Instellen",
  fields: [
    {
      name: "where",
      label: "Waar",
      kind: "select",
      values: ["here"],
      options: [
        { value: "here", label: "In dit kanaal" },
        { value: "me", label: "Alleen voor mij" },
      ],
    },
    {
      name: "days",
      label: "Op welke dagen",
      hint: "Een of meer",
      kind: "multi-select",
      values: ["mon"],
      options: [
        { value: "mon", label: "Maandag" },
        { value: "thu", label: "Donderdag" },
      ],
    },
    { name: "time", label: "Hoe laat", kind: "time", values: ["09:00"] },
    { name: "quiet", label: "Stilte", kind: "text", values: ["20:00 tot 07:00"], optional: true },
  ],
};
export const FORM_TEXTS: readonly string[] = [
  "Wie dit invult, krijgt tips.",
  "Waar",
  "In dit kanaal",
  "Alleen voor mij",
  "Op welke dagen",
  "Een of meer",
  "Maandag",
  "Donderdag",
  "Hoe laat",
  "Stilte",
];

const FILE_WORDS = words("d", 2_000);
/** A file that is too long for one message, with text that no platform may read as markup. */
export const FILE: Attachment = {
  name: "my-data.json",
  mediaType: "application/json",
  text: JSON.stringify({ note: "*a* <!here> @everyone ```", kept: FILE_WORDS }, null, 1),
};
export const WORDS_IN_FILE: readonly string[] = FILE_WORDS;
