import type { Action } from "../../../src/actions.ts";
import type { Button, Reply } from "../../../src/model.ts";

/** One action of each kind that a reply may carry. A new kind does not compile until it is added here. */
export const ACTIONS: { readonly [Kind in Action["kind"]]: Action & { readonly kind: Kind } } = {
  show: { kind: "show", entry: "phishing", language: "nl" },
  more: { kind: "more", entry: "phishing", language: "fr" },
  sources: { kind: "sources", entry: "phishing", language: "de" },
  share: { kind: "share", entry: "phishing", language: "en" },
  feedback: { kind: "feedback", entry: "phishing", language: "en", helpful: true },
  topics: { kind: "topics", area: "law", language: "nl" },
  "set-language": { kind: "set-language", choice: "fr", language: "nl" },
  snooze: { kind: "snooze", subscription: "s-1", days: 7, language: "en" },
  "confirm-stop": { kind: "confirm-stop", subscription: "s-1", language: "en" },
  "stop-nudges": { kind: "stop-nudges", subscription: "s-1", language: "en" },
  "why-nudge": { kind: "why-nudge", subscription: "s-1", language: "en" },
  "manage-nudge": { kind: "manage-nudge", command: "pause", subscription: "s-1", until: "2026-12-24", language: "en" },
  "quiz-answer": { kind: "quiz-answer", quiz: "q-1", option: 2, language: "en" },
  claim: { kind: "claim", handOff: "h-1", language: "nl" },
  "close-hand-off": { kind: "close-hand-off", handOff: "h-1", language: "de" },
  why: { kind: "why", language: "en" },
  form: { kind: "form", form: "hand-off-answer", subject: "h-1", language: "fr" },
  review: { kind: "review", entry: "phishing", isRight: true, language: "fr" },
  help: { kind: "help", language: "nl" },
  person: { kind: "person", language: "fr" },
  privacy: { kind: "privacy", language: "de" },
  settings: { kind: "settings", language: "en" },
  language: { kind: "language", language: "nl" },
  home: { kind: "home", language: "en" },
  "my-data": { kind: "my-data", language: "nl" },
  "confirm-erase": { kind: "confirm-erase", language: "de" },
  erase: { kind: "erase", language: "en" },
};

export const HELPFUL = ACTIONS.feedback;
export const UNHELPFUL = { ...HELPFUL, helpful: false };

export function replyWith(part: Partial<Reply>): Reply {
  return { kind: "answer", language: "en", title: "Phishing", body: ["Phishing is bait."], choices: [], actions: [], ...part };
}

/** Returns buttons as a reply carries them, labelled with the kinds of their actions. */
export function buttonsOf(...actions: readonly Action[]): readonly Button[] {
  return actions.map((action) => ({ label: action.kind, action }));
}
