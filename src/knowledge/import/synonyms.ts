import { synonymsOf } from "../../languages/synonyms.ts";
import type { Language } from "../../model.ts";
import { createStemmer } from "../../text/stemming.ts";

const WORD = /[\p{L}\p{N}]+/gu;

/** Makes a function that says what people may say in place of some words: "pc" for "laptop". What the words hold already is not among them. */
export function createSynonymFinder(language: Language): (texts: readonly string[]) => readonly string[] {
  const stem = createStemmer(language);
  const stems = (text: string) => ` ${(text.toLowerCase().match(WORD) ?? []).map(stem).join(" ")} `;
  const groups = synonymsOf(language).map((group) => group.map((word) => ({ word, stems: stems(word) })));
  return (texts) => {
    const all = stems(texts.join(" , "));
    const holds = (each: { readonly stems: string }) => all.includes(each.stems);
    const found = groups.filter((group) => group.some(holds)).flatMap((group) => group.filter((each) => !holds(each)));
    return [...new Set(found.map(({ word }) => word))];
  };
}
