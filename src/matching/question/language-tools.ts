import { spelledOut } from "../../languages/chat-words.ts";
import type { Language } from "../../model.ts";
import { createStemmer, type Stem } from "../../text/stemming.ts";
import { splitWords, stripAccents } from "../../text/words.ts";
import { placeNames } from "./place-names.ts";

/** What reading a text in one language takes. */
export interface LanguageTools {
  readonly language: Language;
  readonly stem: Stem;
  /** The language's words, the most common first; empty where no list is at hand. */
  readonly commonWords: readonly string[];
  /** How much a word says about a topic: 0 for the commonest word of the language, growing with the logarithm of the rank, 1 for a rare one. */
  importance(word: string): number;
  /** Whether the word is among the common ones. */
  isCommon(word: string): boolean;
  /** Whether the word is the name of a country or of its language. */
  isPlace(word: string): boolean;
  /** The words of a text: those typed together in chat are spelled out. */
  words(text: string): string[];
}

const made = new WeakMap<readonly string[], Map<Language, LanguageTools>>();

/** The tools of a language with a list of its words, made once for each list; what they look up is made when it is first needed. */
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

/** Returns the rank of each word, from 0. A word with several accents has the rank of the commonest. */
function ranksOf(commonWords: readonly string[]): Map<string, number> {
  const ranks = new Map<string, number>();
  commonWords.forEach((word, rank) => {
    const plain = stripAccents(word);
    if (!ranks.has(plain)) ranks.set(plain, rank);
  });
  return ranks;
}
