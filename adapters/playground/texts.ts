import { readCatalogue } from "../../src/languages/catalogue.ts";
import type texts from "./texts/en.json";

export type TextKey = keyof typeof texts;

/** The page's own texts. */
export const { say, keys: TEXT_KEYS } = readCatalogue<TextKey>((language) => `adapters/playground/texts/${language}.json`);

export function isTextKey(key: string): key is TextKey {
  return (TEXT_KEYS as readonly string[]).includes(key);
}
