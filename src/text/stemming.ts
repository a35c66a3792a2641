import snowball from "snowball-stemmers";
import { languageName } from "./language-name.ts";
import { stripAccents } from "./words.ts";

const ALGORITHMS: ReadonlySet<string> = new Set(snowball.algorithms());
/** The most cached stems; the cache is then cleared, so that memory is bounded whatever people type. */
const CACHE_SIZE = 20_000;

/** Returns a word's stem without accents; words with digits are returned as they are. */
export type Stem = (word: string) => string;

/**
 * Returns the Snowball stemmer of a language (ISO 639-1); a language without one only loses its accents.
 */
export function createStemmer(language: string): Stem {
  const algorithm = languageName(language);
  const stemmer = algorithm !== undefined && ALGORITHMS.has(algorithm) ? snowball.newStemmer(algorithm) : undefined;
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
