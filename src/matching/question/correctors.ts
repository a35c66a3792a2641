import type { Language } from "../../model.ts";
import type { LanguageTools } from "./language-tools.ts";
import { createSpellingCorrector, type SpellingCorrector } from "./spelling.ts";

/**
 * The corrector of each language of the pack, made when it is first needed.
 * @param frequencies how often the pack uses each word
 * @param slips words of the pack that are slips themselves, and what was meant
 */
export function createCorrectors(
  frequencies: ReadonlyMap<string, number>,
  slips: ReadonlyMap<string, string>,
  packLanguages: readonly Language[],
  tools: ReadonlyMap<Language, LanguageTools>,
): (language: Language) => SpellingCorrector | undefined {
  const made = new Map<Language, SpellingCorrector>();
  const others = packLanguages.flatMap((each) => tools.get(each) ?? []);
  const isKnown = (word: string) => others.some(({ isCommon }) => isCommon(word));
  return (language) => {
    const own = tools.get(language);
    const known = made.get(language);
    if (own === undefined || known !== undefined) return known;
    const corrector = createSpellingCorrector(frequencies, own.commonWords, isKnown, slips);
    made.set(language, corrector);
    return corrector;
  };
}
