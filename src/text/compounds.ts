import type { Language } from "../model.ts";

/** The letters that may link the parts of a compound, in languages that write compounds as one word. */
const LINKS: Readonly<Record<Language, readonly string[]>> = {
  nl: ["", "s", "en", "e"],
  de: ["", "s", "es", "n", "en", "er", "e"],
};
const SHORTEST_PART = 3;
const SHORTEST_COMPOUND = 7;
/** In letters; the longest compounds in use have about 70. Without this limit, a made-up word of 2,000 letters would take a third of a second. */
const LONGEST_COMPOUND = 80;
const MOST_PARTS = 4;

/** Splits compounds into their parts. Returns other words, and those that known parts do not explain, as they are. */
export type SplitCompound = (word: string) => readonly string[];

/**
 * Makes a splitter for a language; undefined for a language that writes the parts of compounds as separate words.
 * @param isPart whether a word may be part of a compound
 * @param isSimple whether a word must not be split, whatever its parts may be
 */
export function createCompoundSplitter(
  language: Language,
  isPart: (word: string) => boolean,
  isSimple: (word: string) => boolean,
): SplitCompound | undefined {
  const links = LINKS[language];
  if (links === undefined) return undefined;

  /** Returns the fewest parts from a position to the end, with the longest first part among equals; undefined if there are none. */
  function partsFrom(word: string, from: number, left: number): readonly string[] | undefined {
    if (left === 0) return undefined;
    let best: readonly string[] | undefined;
    for (let end = word.length; end - from >= SHORTEST_PART; end--) {
      const part = word.slice(from, end);
      if ((from === 0 && end === word.length) || !isPart(part)) continue;
      if (end === word.length) return [part];
      for (const link of links ?? []) {
        if (!word.startsWith(link, end)) continue;
        const rest = partsFrom(word, end + link.length, Math.min(left, best?.length ?? left) - 1);
        if (rest !== undefined && (best === undefined || rest.length + 1 < best.length)) best = [part, ...rest];
      }
    }
    return best;
  }

  const cache = new Map<string, readonly string[]>();
  return (word) => {
    if (word.length < SHORTEST_COMPOUND || word.length > LONGEST_COMPOUND || isSimple(word) || /\p{N}/u.test(word)) return [word];
    const known = cache.get(word);
    if (known !== undefined) return known;
    if (cache.size >= CACHE_SIZE) cache.clear();
    const parts = partsFrom(word, 0, MOST_PARTS) ?? [word];
    cache.set(word, parts);
    return parts;
  };
}

/** The most cached words; the cache is then cleared, so that memory is bounded whatever people type. */
const CACHE_SIZE = 10_000;
