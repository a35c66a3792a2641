import type { PageAction } from "../../actions.ts";
import { say } from "../../languages/index.ts";
import type { Button, Context, Entry } from "../../model.ts";
import type { PackIndex } from "../pack-index.ts";
import type { Audience } from "../reader.ts";

/** Why an answer was given. */
export type Reasons = Pick<Context, "confidence" | "matched">;

/** Returns a button for each entry, labelled with its title. */
export function entryButtons(packIndex: PackIndex, ids: readonly string[], audience: Audience): Button[] {
  return ids
    .map((id) => packIndex.entry(id, audience.languages))
    .filter((entry) => entry !== undefined)
    .map(({ id, title }) => ({ label: title, action: { kind: "show", entry: id, language: audience.language } }));
}

const LABELS = {
  help: "button.help",
  person: "button.person",
  privacy: "button.privacy",
  settings: "button.settings",
  language: "button.settings",
  "my-data": "button.my-data",
  "confirm-erase": "button.erase",
  erase: "button.erase-now",
} as const;

export function simpleButton(kind: Exclude<PageAction["kind"], "home">, { language, manages }: Audience): Button {
  // The button opens the settings of the workspace then, which are more than the language.
  const label = kind === "settings" && manages ? "button.workspace-settings" : LABELS[kind];
  return { label: say(language, label), action: { kind, language } };
}

/** Returns the button "Why this?". It carries the reasons itself, so it works wherever the answer is seen, and however late. */
export function whyButton({ id }: Entry, { confidence, matched }: Reasons, { language }: Audience): Button {
  return { label: say(language, "button.why"), action: { kind: "why", entry: id, confidence, matched, language } };
}

export function topicsButton({ language }: Audience): Button {
  return { label: say(language, "button.topics"), action: { kind: "topics", language } };
}

export function entryButton(kind: "show" | "more" | "sources" | "share", { id }: Entry, { language }: Audience): Button {
  const labels = { show: "button.full", more: "button.more", sources: "button.sources", share: "button.share" } as const;
  return { label: say(language, labels[kind]), action: { kind, entry: id, language } };
}

export function feedbackButtons({ id }: Entry, { language }: Audience): Button[] {
  return [
    { label: say(language, "button.helpful"), action: { kind: "feedback", entry: id, language, helpful: true } },
    { label: say(language, "button.not-helpful"), action: { kind: "feedback", entry: id, language, helpful: false } },
  ];
}
