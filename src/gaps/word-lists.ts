import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MATCHER_OPTIONS } from "../app/knowledge/matcher-options.ts";
import { ROOT } from "../languages/root.ts";
import type { WordLists } from "./known-words.ts";

/** Returns the word lists that come with Malinois. They are read when they are first needed. */
export function shippedWordLists(): WordLists {
  const { commonWords, isStopWord } = MATCHER_OPTIONS;
  return { commonWords, isStopWord, names: peoplesNames() };
}

let cache: ReadonlySet<string> | undefined;

/** Returns people's given and family names, in lower case without accents (see NOTICE for their source). */
function peoplesNames(): ReadonlySet<string> {
  cache ??= new Set(
    readFileSync(join(ROOT, "src/languages/names.txt"), "utf8")
      .split(/\r?\n/u)
      .filter((name) => name !== ""),
  );
  return cache;
}
