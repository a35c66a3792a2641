import snowball from "snowball-stemmers";
import { languageName } from "./language-name.ts";
import { stripAccents } from "./words.ts";

const ALGORITHMS: ReadonlySet<string> = new Set(snowball.algorithms());
/** "whats: what": words as people type them in chat, and the word that they stand for. */
const RUN_TOGETHER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: {
    arent: "are",
    cant: "can",
    couldnt: "could",
    didnt: "did",
    doesnt: "does",
    dont: "do",
    hasnt: "has",
    havent: "have",
    hows: "how",
    im: "i",
    isnt: "is",
    ive: "i",
    lets: "let",
    nr: "number",
    pls: "please",
    plz: "please",
    shouldnt: "should",
    thats: "that",
    theres: "there",
    theyre: "they",
    u: "you",
    ur: "your",
    wasnt: "was",
    werent: "were",
    whats: "what",
    wheres: "where",
    whos: "who",
    wont: "will",
    wouldnt: "would",
    youre: "you",
  },
};
/** Stems kept before the cache starts again: bounds memory whatever people type. */
const CACHE_SIZE = 20_000;

/** A word's stem without accents; words with digits stay as they are. */
export type Stem = (word: string) => string;

/** The word that one typed in chat stands for, in a language: "whats" → "what"; most words stand for themselves. */
export function spelledOut(typed: string, language: string): string {
  const words = RUN_TOGETHER[language];
  return (words !== undefined && Object.hasOwn(words, typed) ? words[typed] : undefined) ?? typed;
}

/**
 * Returns the Snowball stemmer of a language (ISO 639-1); a language without one only loses its accents.
 */
export function createStemmer(language: string): Stem {
  const algorithm = languageName(language);
  const stemmer = algorithm !== undefined && ALGORITHMS.has(algorithm) ? snowball.newStemmer(algorithm) : undefined;
  const cache = new Map<string, string>();
  return (typed) => {
    const word = spelledOut(typed, language);
    const known = cache.get(word);
    if (known !== undefined) return known;
    const keep = stemmer === undefined || /\p{N}/u.test(word);
    const stem = stripAccents(keep ? word : stemmer.stem(word));
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(word, stem);
    return stem;
  };
}
