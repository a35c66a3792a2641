import { eld } from "eld/extrasmall";
import type { Language } from "../types.ts";
import { splitWords } from "./words.ts";

/** The language of a text: one of those the detector was made for. */
export type LanguageDetector = (text: string, prior: Language) => Language;

/** What a language's common words weigh beside letter n-grams. Measured on 720 short questions: see DESIGN.md. */
const COMMON_WORDS_WEIGHT = 2;
/** Enough to settle "NIS2 belgium?", too little to overrule a sentence. */
const PRIOR_BONUS = 0.2;

/** A language's words, the most common first. */
export type CommonWords = readonly string[];

/**
 * Makes a detector that tells some languages apart in texts of one word or more: letter n-grams (eld) and how common
 * the words are in each language.
 * @param languages ISO 639-1 codes
 */
export function createLanguageDetector(
  languages: readonly Language[],
  commonWords: (language: Language) => CommonWords,
): LanguageDetector {
  const commonness = new Map(languages.map((language) => [language, commonnessOf(commonWords(language))]));
  eld.setLanguageSubset([...languages]);

  return (text, prior) => {
    const words = splitWords(text);
    const byLetters = eld.detect(words.join(" ")).getScores();
    let best = prior;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (const [language, common] of commonness) {
      const sum = words.reduce((total, word) => total + (common.get(word) ?? 0), 0);
      const byWords = sum / Math.max(1, words.length);
      const score = (byLetters[language] ?? 0) + COMMON_WORDS_WEIGHT * byWords + (language === prior ? PRIOR_BONUS : 0);
      if (score <= bestScore) continue;
      best = language;
      bestScore = score;
    }
    return best;
  };
}

/** 1 for the most common word, falling with the logarithm of the rank to 0 for the last. */
function commonnessOf(words: CommonWords): Map<string, number> {
  const commonness = new Map<string, number>();
  words.forEach((word, rank) => {
    if (!commonness.has(word)) commonness.set(word, 1 - Math.log(1 + rank) / Math.log(1 + words.length));
  });
  return commonness;
}
