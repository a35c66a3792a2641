import { syllable } from "syllable";
import type { Language } from "../../model.ts";

/** How easily a text reads: "Flesch" grows with ease (60 and more is plain English), "LIX" with difficulty (40 is average). */
export interface ReadingEase {
  readonly measure: "Flesch" | "LIX";
  readonly score: number;
}

/**
 * Returns the reading ease of a text. English: Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948),
 * 221–233. Other languages, in which syllables are not counted here: LIX (Björnsson, "Läsbarhet", 1968), words a
 * sentence plus the percentage of words with more than six letters.
 */
export function readingEase(text: string, language: Language): ReadingEase {
  const words = splitWords(text, language);
  const sentences = [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)].length;
  if (words.length === 0) return { measure: language === "en" ? "Flesch" : "LIX", score: 0 };
  const wordsPerSentence = words.length / sentences;
  if (language === "en") {
    // A number has no letters in which to count syllables, but is spoken as at least one.
    const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0);
    return { measure: "Flesch", score: 206.835 - 1.015 * wordsPerSentence - 84.6 * (syllables / words.length) };
  }
  const long = words.filter((word) => word.length > 6).length;
  return { measure: "LIX", score: wordsPerSentence + (100 * long) / words.length };
}

/** Compares two texts for sorting: negative if `a` is harder to read. Both must have the same measure. */
export function byDifficulty(a: ReadingEase, b: ReadingEase): number {
  return a.measure === "Flesch" ? a.score - b.score : b.score - a.score;
}

/** Returns the number of words, including numbers. */
export function countWords(text: string, language: Language): number {
  return splitWords(text, language).length;
}

function splitWords(text: string, language: Language): readonly string[] {
  const segments = new Intl.Segmenter(language, { granularity: "word" }).segment(text);
  return [...segments].filter((segment) => segment.isWordLike).map((segment) => segment.segment);
}
