import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isUiLanguage, languageFile } from "../languages/languages.ts";
import { ROOT } from "../languages/root.ts";
import type { Language } from "../model.ts";

const cache = new Map<Language, readonly string[]>();

/**
 * Returns the most common words of a language, the commonest first, in lower case, each once. They are in its folder
 * (`common-words.txt`, one word per line; see NOTICE for their source); empty for a language without a list.
 */
export function commonWords(language: Language): readonly string[] {
  const known = cache.get(language);
  if (known !== undefined) return known;
  const words = isUiLanguage(language) ? readWords(languageFile(language, "common-words.txt")) : [];
  cache.set(language, words);
  return words;
}

function readWords(path: string): readonly string[] {
  try {
    return readFileSync(join(ROOT, path), "utf8")
      .split(/\r?\n/)
      .filter((word) => word !== "");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
