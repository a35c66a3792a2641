import Fuse from "fuse.js";
import { editDistance } from "./edit-distance.ts";
import { stripAccents } from "./words.ts";

/** Mends typing errors in words that neither the pack nor the language's common words know. */
export interface SpellingCorrector {
  /** The words with mended ones in their places. */
  correct(words: readonly string[]): string[];
}

/** Short words must match exactly: one letter makes another word of them. */
const SHORTEST_MENDED = 4;
/** From this length two slips are forgiven, below it one. */
const TWO_SLIPS_FROM = 8;
/** Bounds the work on one question; the rest stays as typed. */
const MOST_MENDED_WORDS = 8;
const CACHE_SIZE = 5_000;
/** fuse.js: loose enough to find a transposition, which it counts as two errors; the edit distance decides. */
const CANDIDATES = { threshold: 0.4, ignoreLocation: true };
const CANDIDATE_LIMIT = 12;
/** People seldom mistype the first letter. */
const OTHER_INITIAL_PENALTY = 0.5;
/** Below one slip: a common word of the pack wins a tie, never against a nearer word. */
const MOST_FREQUENCY_BONUS = 0.4;

/**
 * Builds a corrector. Candidates come from one fuse.js index of the pack's words for each word length, then from the
 * language's common words with the same initial: a slip in "people" must not become a word of the pack.
 * @param frequencies how often the pack uses each word
 */
export function createSpellingCorrector(
  frequencies: ReadonlyMap<string, number>,
  commonWords: ReadonlySet<string>,
): SpellingCorrector {
  const indexes = new Map(
    [...groupBy(mendable(frequencies.keys()), (word) => word.length)].map(([length, words]) => [
      length,
      new Fuse(words, CANDIDATES),
    ]),
  );
  const commonByShape = groupBy(mendable(commonWords), shapeOf);
  const cache = new Map<string, string>();

  const needsMending = (word: string) => isMendable(word) && !frequencies.has(word) && !commonWords.has(word);

  function* candidatesFor(word: string, length: number): Generator<string> {
    for (const { item } of indexes.get(length)?.search(word, { limit: CANDIDATE_LIMIT }) ?? []) yield item;
    yield* commonByShape.get(`${word[0]}${length}`) ?? [];
  }

  function mend(word: string): string {
    const allowed = word.length >= TWO_SLIPS_FROM ? 2 : 1;
    const plain = stripAccents(word);
    let best = word;
    let bestRank = Number.POSITIVE_INFINITY;
    for (let length = word.length - allowed; length <= word.length + allowed; length++) {
      for (const candidate of candidatesFor(word, length)) {
        const distance = editDistance(plain, stripAccents(candidate));
        if (distance > allowed) continue;
        const initial = candidate[0] === word[0] ? 0 : OTHER_INITIAL_PENALTY;
        const rank = distance + initial - Math.min(MOST_FREQUENCY_BONUS, (frequencies.get(candidate) ?? 0) / 100);
        if (rank >= bestRank) continue;
        best = candidate;
        bestRank = rank;
      }
    }
    return best;
  }

  function correct(words: readonly string[]): string[] {
    let budget = MOST_MENDED_WORDS;
    return words.map((word) => {
      if (!needsMending(word)) return word;
      const known = cache.get(word);
      if (known !== undefined) return known;
      if (budget === 0) return word;
      budget--;
      if (cache.size >= CACHE_SIZE) cache.clear();
      const mended = mend(word);
      cache.set(word, mended);
      return mended;
    });
  }

  return { correct };
}

const isMendable = (word: string) => word.length >= SHORTEST_MENDED && !/\p{N}/u.test(word);
const mendable = (words: Iterable<string>) => [...words].filter(isMendable);
const shapeOf = (word: string) => `${word[0]}${word.length}`;

function groupBy<Key>(words: readonly string[], keyOf: (word: string) => Key): Map<Key, string[]> {
  const groups = new Map<Key, string[]>();
  for (const word of words) {
    const group = groups.get(keyOf(word));
    if (group === undefined) groups.set(keyOf(word), [word]);
    else group.push(word);
  }
  return groups;
}
