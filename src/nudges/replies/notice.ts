import type { Language, Reply } from "../../model.ts";

/** Returns a plain notice from Malinois, without buttons. */
export function notice(language: Language, body: readonly string[]): Reply {
  return { kind: "notice", language, body, choices: [], actions: [] };
}
