import type { Language, Translated } from "../model.ts";

/** The text in a language; else in English, else in whichever language there is, else `otherwise`. */
export function textIn(texts: Translated, language: Language, otherwise = ""): string {
  return texts[language] ?? texts.en ?? Object.values(texts)[0] ?? otherwise;
}
