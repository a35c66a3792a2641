import type { Language } from "../../model.ts";
import type { Vocabulary, WordUses } from "../learn/vocabulary.ts";
import type { LanguageTools } from "./language-tools.ts";
import { createSpellingCorrector, packWords, type SpellingCorrector } from "./spelling.ts";

/** Makes a function that returns the spelling corrector of a language, which is made when it is first needed; undefined for a language without tools. */
export function createCorrectors(
  slips: Vocabulary["slips"],
  { frequencies, isUsedIn }: WordUses,
  packLanguages: readonly Language[],
  tools: ReadonlyMap<Language, LanguageTools>,
): (language: Language) => SpellingCorrector | undefined {
  const made = new Map<Language, SpellingCorrector>();
  const pack = packWords({ frequencies, slips: new Map(slips) });
  const others = packLanguages.flatMap((each) => tools.get(each) ?? []);
  const isKnown = (word: string) => others.some(({ isCommon }) => isCommon(word));
  return (language) => {
    const own = tools.get(language);
    const known = made.get(language);
    if (own === undefined || known !== undefined) return known;
    const corrector = createSpellingCorrector(pack, {
      commonWords: own.commonWords,
      isKnown,
      isUsed: (word) => isUsedIn(word, language),
    });
    made.set(language, corrector);
    return corrector;
  };
}
