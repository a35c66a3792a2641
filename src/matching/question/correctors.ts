import type { Language } from "../../model.ts";
import type { Vocabulary } from "../learn/vocabulary.ts";
import type { LanguageTools } from "./language-tools.ts";
import { createSpellingCorrector, packWords, type SpellingCorrector } from "./spelling.ts";

/** Makes a function that returns the spelling corrector of a language, which is made when it is first needed; undefined for a language without tools. */
export function createCorrectors(
  vocabulary: Vocabulary,
  packLanguages: readonly Language[],
  tools: ReadonlyMap<Language, LanguageTools>,
): (language: Language) => SpellingCorrector | undefined {
  const made = new Map<Language, SpellingCorrector>();
  const words = vocabulary.words.split("\n");
  const frequencies = new Map(words.map((word, at) => [word, vocabulary.counts[at] ?? 0]));
  const pack = packWords({ frequencies, slips: new Map(vocabulary.slips) });
  const others = packLanguages.flatMap((each) => tools.get(each) ?? []);
  const isKnown = (word: string) => others.some(({ isCommon }) => isCommon(word));
  return (language) => {
    const own = tools.get(language);
    const known = made.get(language);
    if (own === undefined || known !== undefined) return known;
    const corrector = createSpellingCorrector(pack, own.commonWords, isKnown);
    made.set(language, corrector);
    return corrector;
  };
}
