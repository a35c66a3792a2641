import Fuse from "fuse.js";
import { editDistance } from "../text/edit-distance.ts";
import { stripAccents } from "../text/words.ts";

/** Fixes typing errors in words that neither the pack nor the language's common words know. */
export interface SpellingCorrector {
  /** The words with fixed ones in their places. */
  correct(words: readonly string[]): string[];
}

/** Short words must match exactly: one letter makes another word of them. */
const SHORTEST_CORRECTED = 4;
/** From this length two slips are forgiven, below it one. */
const TWO_SLIPS_FROM = 8;
/** Bounds the work on one question; the rest stays as typed. */
const MOST_CORRECTED_WORDS = 8;
const CACHE_SIZE = 5_000;
/** fuse.js: loose enough to find a transposition, which it counts as two errors; the edit distance decides. */
const CANDIDATES = { threshold: 0.4, ignoreLocation: true };
const CANDIDATE_LIMIT = 12;
/** Below one slip: a common word of the pack wins a tie, never against a nearer word. */
const MOST_FREQUENCY_BONUS = 0.4;

/**
 * Builds a corrector. Candidates come from fuse.js indexes of the pack's words, and from the language's common words, of
 * about the same length: a slip in "people" must not become a word of the pack.
 * @param frequencies how often the pack uses each word
 */
export function createSpellingCorrector(
  frequencies: ReadonlyMap<string, number>,
  commonWords: ReadonlySet<string>,
): SpellingCorrector {
  const packWords = fixable(frequencies.keys());
  const packByShape = indexBy(packWords, shapeOf);
  const packByLength = indexBy(packWords, (word) => `${word.length}`);
  const commonByShape = groupBy(fixable(commonWords), shapeOf);
  const cache = new Map<string, string>();

  const needsFixing = (word: string) => isFixable(word) && !frequencies.has(word) && !commonWords.has(word);

  /** Words with the same initial first; only where none of them will do, words of the same length with any. */
  function bestOf(word: string, rank: (candidate: string) => number | undefined): string | undefined {
    const allowed = slipsAllowed(word);
    const near: string[] = [];
    for (let length = word.length - allowed; length <= word.length + allowed; length++) {
      const shape = `${word[0]}${length}`;
      near.push(...search(packByShape.get(shape), word), ...(commonByShape.get(shape) ?? []));
    }
    return best(near, rank) ?? best(search(packByLength.get(`${word.length}`), word), rank);
  }

  function fix(word: string): string {
    const allowed = slipsAllowed(word);
    const plain = stripAccents(word);
    const corrected = bestOf(word, (candidate) => {
      const distance = editDistance(plain, stripAccents(candidate));
      if (distance > allowed) return undefined;
      return distance - Math.min(MOST_FREQUENCY_BONUS, (frequencies.get(candidate) ?? 0) / 100);
    });
    return corrected ?? word;
  }

  function correct(words: readonly string[]): string[] {
    let budget = MOST_CORRECTED_WORDS;
    return words.map((word) => {
      if (!needsFixing(word)) return word;
      const known = cache.get(word);
      if (known !== undefined) return known;
      if (budget === 0) return word;
      budget--;
      if (cache.size >= CACHE_SIZE) cache.clear();
      const fixed = fix(word);
      cache.set(word, fixed);
      return fixed;
    });
  }

  return { correct };
}

const isFixable = (word: string) => word.length >= SHORTEST_CORRECTED && !/\p{N}/u.test(word);
const fixable = (words: Iterable<string>) => [...words].filter(isFixable);
const shapeOf = (word: string) => `${word[0]}${word.length}`;

const slipsAllowed = (word: string) => (word.length >= TWO_SLIPS_FROM ? 2 : 1);

function groupBy(words: readonly string[], keyOf: (word: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const word of words) {
    const group = groups.get(keyOf(word));
    if (group === undefined) groups.set(keyOf(word), [word]);
    else group.push(word);
  }
  return groups;
}

function indexBy(words: readonly string[], keyOf: (word: string) => string): Map<string, Fuse<string>> {
  return new Map([...groupBy(words, keyOf)].map(([key, group]) => [key, new Fuse(group, CANDIDATES)]));
}

function search(index: Fuse<string> | undefined, word: string): string[] {
  return index?.search(word, { limit: CANDIDATE_LIMIT }).map(({ item }) => item) ?? [];
}

/** The candidate of the smallest rank; undefined where none has one. */
function best(candidates: readonly string[], rank: (candidate: string) => number | undefined): string | undefined {
  let found: string | undefined;
  let smallest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const own = rank(candidate);
    if (own === undefined || own >= smallest) continue;
    found = candidate;
    smallest = own;
  }
  return found;
}
