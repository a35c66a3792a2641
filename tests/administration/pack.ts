import { createHandlers } from "../../src/app/knowledge/handlers.ts";
import type { Knowledge } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { createMatcher } from "../../src/matching/matcher.ts";
import { trainPack } from "../../src/matching/train.ts";
import type { Entry, Pack } from "../../src/model.ts";

function entry(language: string, id: string, title: string, summary: string, questions: readonly string[]): Entry {
  return {
    ...{ id, language, title, summary, questions, area: "practical", keywords: [], urgent: false, related: [] },
    ...{ sources: [], tips: [], quiz: [], facts: [], points: [], steps: [], more: [] },
  };
}

const RANSOMWARE = ["my files are encrypted", "ransomware attack what now", "all my files are locked", "a note asks for bitcoin"];
const GIJZELSOFTWARE = ["mijn bestanden zijn versleuteld", "gijzelsoftware wat nu", "al mijn bestanden zijn vergrendeld"];

/** A pack with two languages, first aid, and texts with placeholders. */
export const PACK: Pack = {
  id: "small",
  name: { en: "Small" },
  languages: ["en", "nl"],
  defaultLanguage: "en",
  areas: [{ id: "practical", title: { en: "Practical", nl: "Praktisch" } }],
  contacts: [
    { title: { en: "Your own people", nl: "Je eigen mensen" } },
    { title: { en: "Card Stop", nl: "Card Stop" }, phone: { en: "078 170 170" } },
  ],
  entries: [
    entry("en", "phishing", "Recognise phishing", "Phishing is bait. {helpdesk} checks a mail for you at {organisation}.", [
      "what is phishing",
      "how do I recognise phishing",
      "is this mail phishing",
      "phishing mail",
      "how can I tell a phishing mail",
    ]),
    entry("nl", "phishing", "Phishing herkennen", "Phishing is aas. {helpdesk} kijkt een mail voor je na.", [
      "wat is phishing",
      "hoe herken ik phishing",
      "is deze mail phishing",
      "phishing mail",
    ]),
    entry("en", "backups", "Backups", "A backup is a copy of your files in another place.", [
      "how do I make a backup",
      "what is a backup",
      "backup copy",
      "where to keep backups",
    ]),
    entry("nl", "backups", "Back-ups", "Een back-up is een kopie op een andere plaats.", [
      "hoe maak ik een back-up",
      "wat is een back-up",
      "waar bewaar ik back-ups",
    ]),
    {
      ...entry("en", "ransomware", "Ransomware", "Ransomware locks your files. Call {emergency}.", RANSOMWARE),
      ...{ urgent: true, steps: ["Unplug the network.", "Call {emergency}."] },
    },
    {
      ...entry("nl", "ransomware", "Gijzelsoftware", "Gijzelsoftware vergrendelt je bestanden.", GIJZELSOFTWARE),
      ...{ urgent: true, steps: ["Trek de kabel uit.", "Bel {emergency}."] },
    },
  ],
};

export const KNOWLEDGE: Knowledge = {
  pack: PACK,
  ...createHandlers(PACK, createMatcher(PACK, trainPack(PACK, MATCHER_OPTIONS), MATCHER_OPTIONS)),
};

// The first question of each kind fills caches that all later ones use. No platform should have to wait for that.
for (const text of [
  ...PACK.entries.flatMap(({ questions }) => questions.slice(0, 1)),
  "who won the football match yesterday",
  "qwertyqwerty",
]) {
  const place = { platform: "", workspace: "", channel: "", private: true };
  KNOWLEDGE.handle({ kind: "asked", id: "warm-up", place, asker: { id: "" }, text, addressed: true }, {});
}
