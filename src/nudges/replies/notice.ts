import type { Language, Reply } from "../../model.ts";

/** A plain word from Malinois, without anything to press. */
export function notice(language: Language, body: readonly string[]): Reply {
  return { kind: "notice", language, body, choices: [], actions: [] };
}
