import type { Language, Translated } from "../model.ts";

/** Returns the text in a language, else in English, else in any language, else `otherwise`. */
export function textIn(texts: Translated, language: Language, otherwise = ""): string {
  return texts[language] ?? texts.en ?? Object.values(texts)[0] ?? otherwise;
}
