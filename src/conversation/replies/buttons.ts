import { say } from "../../languages/index.ts";
import type { Button, Entry, SimpleActionKind } from "../../model.ts";
import type { Library } from "../pack-index.ts";
import type { Reader } from "../reader.ts";

/** A button for each entry, labelled with its title. */
export function entryButtons(library: Library, ids: readonly string[], reader: Reader): Button[] {
  return ids
    .map((id) => library.entry(id, reader.languages))
    .filter((entry) => entry !== undefined)
    .map(({ id, title }) => ({ label: title, action: { kind: "show", entry: id, language: reader.language } }));
}

const LABELS = {
  why: "button.why",
  help: "button.help",
  person: "button.person",
  privacy: "button.privacy",
  settings: "button.settings",
  erase: "button.erase",
} as const;

export function simpleButton(kind: Exclude<SimpleActionKind, "home">, { language }: Reader): Button {
  return { label: say(language, LABELS[kind]), action: { kind, language } };
}

export function topicsButton({ language }: Reader): Button {
  return { label: say(language, "button.topics"), action: { kind: "topics", language } };
}

export function entryButton(kind: "show" | "more" | "sources" | "share", { id }: Entry, { language }: Reader): Button {
  const labels = { show: "button.full", more: "button.more", sources: "button.sources", share: "button.share" } as const;
  return { label: say(language, labels[kind]), action: { kind, entry: id, language } };
}

export function feedbackButtons({ id }: Entry, { language }: Reader): Button[] {
  return [
    { label: say(language, "button.helpful"), action: { kind: "feedback", entry: id, language, helpful: true } },
    { label: say(language, "button.not-helpful"), action: { kind: "feedback", entry: id, language, helpful: false } },
  ];
}
