import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../model.ts";
import { isUiLanguage, languageFile } from "./languages.ts";
import { ROOT } from "./root.ts";

/** An optional file in a language's folder: words that people use for one another, one group per line, separated by commas. */
const SYNONYMS_FILE = "synonyms.txt";

/** Returns the groups of words that people use for one another in a language; none if it has no list. */
export function synonymsOf(language: Language): readonly (readonly string[])[] {
  const path = join(ROOT, languageFile(language, SYNONYMS_FILE));
  if (!isUiLanguage(language) || !existsSync(path)) return [];
  const lines = readFileSync(path, "utf8")
    .split(/\r?\n/)
    .map((line) => line.trim());
  return lines.filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.split(/,\s*/));
}
