import snowball from "snowball-stemmers";
import { stripAccents } from "./words.ts";

const ALGORITHMS: Readonly<Record<string, string>> = {
  da: "danish",
  de: "german",
  en: "english",
  es: "spanish",
  fi: "finnish",
  fr: "french",
  hu: "hungarian",
  it: "italian",
  nl: "dutch",
  no: "norwegian",
  pt: "portuguese",
  ro: "romanian",
  sv: "swedish",
};
/** Stems kept before the cache starts again: bounds memory whatever people type. */
const CACHE_SIZE = 20_000;

/** A word's stem without accents; words with digits stay as they are. */
export type Stem = (word: string) => string;

/**
 * Returns the Snowball stemmer of a language (ISO 639-1); a language without one only loses its accents.
 */
export function createStemmer(language: string): Stem {
  const algorithm = ALGORITHMS[language];
  const stemmer = algorithm === undefined ? undefined : snowball.newStemmer(algorithm);
  const cache = new Map<string, string>();
  return (word) => {
    const known = cache.get(word);
    if (known !== undefined) return known;
    const keep = stemmer === undefined || /\p{N}/u.test(word);
    const stem = stripAccents(keep ? word : stemmer.stem(word));
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(word, stem);
    return stem;
  };
}
