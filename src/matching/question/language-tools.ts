import { spelledOut } from "../../languages/chat-words.ts";
import type { Language } from "../../model.ts";
import { createStemmer, type Stem } from "../../text/stemming.ts";
import { splitWords, stripAccents } from "../../text/words.ts";
import { placeNames } from "./place-names.ts";

/** The functions and words that are needed to read texts in one language. */
export interface LanguageTools {
  readonly language: Language;
  readonly stem: Stem;
  /** The common words of the language, the most common first; empty if there is no list for it. */
  readonly commonWords: readonly string[];
  /** Returns how much a word says about a topic: 0 for the commonest word of the language, growing with the logarithm of the rank to 1 for a rare word. */
  importance(word: string): number;
  /** Returns whether a word is among the common ones. */
  isCommon(word: string): boolean;
  /** Returns whether a word is the name of a country or of its language. */
  isPlace(word: string): boolean;
  /** Returns the words of a text, with chat shorthand spelled out. */
  words(text: string): string[];
}

const made = new WeakMap<readonly string[], Map<Language, LanguageTools>>();

/** Returns the tools of a language with a list of its common words. They are made once for each list, and their lookup tables on first use. */
export function languageTools(language: Language, commonWords: readonly string[]): LanguageTools {
  const ofList = made.get(commonWords) ?? new Map<Language, LanguageTools>();
  made.set(commonWords, ofList);
  const tools = ofList.get(language) ?? createLanguageTools(language, commonWords);
  ofList.set(language, tools);
  return tools;
}

function createLanguageTools(language: Language, commonWords: readonly string[]): LanguageTools {
  let known: ReadonlyMap<string, number> | undefined;
  const ranks = () => {
    known ??= ranksOf(commonWords);
    return known;
  };
  const stem = createStemmer(language);
  let places: ReadonlySet<string> | undefined;
  return {
    language,
    stem,
    commonWords,
    importance(word) {
      const rank = ranks().get(stripAccents(word));
      return rank === undefined ? 1 : Math.log(1 + rank) / Math.log(commonWords.length);
    },
    isCommon: (word) => ranks().has(stripAccents(word)),
    isPlace(word) {
      places ??= new Set([...placeNames(language, commonWords)].map(stem));
      return places.has(stem(word));
    },
    words: (text) => splitWords(text).flatMap((word) => spelledOut(word, language)),
  };
}

/** Returns the rank of each word without its accents, from 0. Words that differ only in accents have the rank of the commonest one. */
function ranksOf(commonWords: readonly string[]): Map<string, number> {
  const ranks = new Map<string, number>();
  commonWords.forEach((word, rank) => {
    const plain = stripAccents(word);
    if (!ranks.has(plain)) ranks.set(plain, rank);
  });
  return ranks;
}
