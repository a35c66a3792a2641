import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isUiLanguage, languageFile } from "../languages/languages.ts";
import { ROOT } from "../languages/root.ts";
import type { Language } from "../model.ts";

const cache = new Map<Language, readonly string[]>();

/** Returns the lines of a text file, without empty lines and comments (after "#"). */
function contentLines(text: string): string[] {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/**
 * Returns questions that people ask at work and that no pack is meant to answer (the canteen, the printer, a joke), in one language:
 * `src/languages/<language>/background.txt`. Empty for a language without a file.
 */
export function backgroundQuestions(language: Language): readonly string[] {
  const known = cache.get(language);
  if (known !== undefined) return known;
  const path = isUiLanguage(language) ? join(ROOT, languageFile(language, "background.txt")) : undefined;
  const questions = path !== undefined && existsSync(path) ? contentLines(readFileSync(path, "utf8")) : [];
  cache.set(language, questions);
  return questions;
}
