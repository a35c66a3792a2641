import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Language } from "../model.ts";

/** Where the files lie, seen from the sources and from what is compiled. */
const FOLDERS = ["../languages", "../../../src/languages"];
const cache = new Map<Language, readonly string[]>();

/** Lines of a text file that hold something: no empty ones, no comments (after "#"). */
export function contentLines(text: string): string[] {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/**
 * Questions that people ask at work and that no pack is meant to answer (the canteen, the printer, a joke), in one language:
 * `src/languages/<language>/background.txt`. Empty for a language without a file.
 */
export function backgroundQuestions(language: Language): readonly string[] {
  const known = cache.get(language);
  if (known !== undefined) return known;
  const paths = FOLDERS.map((folder) => fileURLToPath(new URL(`${folder}/${language}/background.txt`, import.meta.url)));
  const path = /^[a-z]{2,3}$/u.test(language) ? paths.find((each) => existsSync(each)) : undefined;
  const questions = path === undefined ? [] : contentLines(readFileSync(path, "utf8"));
  cache.set(language, questions);
  return questions;
}
