import { MATCHER_OPTIONS } from "../app/knowledge/matcher-options.ts";
import { peoplesNames } from "../text/names.ts";
import type { WordLists } from "./known-words.ts";

/** The word lists that come with Malinois; read when they are first needed. */
export function shippedWordLists(): WordLists {
  const { commonWords, isStopWord } = MATCHER_OPTIONS;
  return { commonWords, isStopWord, names: peoplesNames() };
}
