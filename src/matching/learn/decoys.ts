import { type Random, shuffledIndices } from "../../text/random.ts";
import { CONTENT_IMPORTANCE } from "../question/evidence.ts";

/**
 * Makes a decoy: a question that looks like the pack's but is about something else. One or two content words of a real question stay, and the others are
 * replaced by common words of the language. "Did Antwerp pay the ransom?" becomes "Did Antwerp open the museum?". From decoys the matcher learns what its
 * evidence is worth, since a question that names a thing does not always ask what the pack answers. No off-topic data is needed.
 *
 * Returns a decoy that keeps `kept` content words of a question; undefined if the question has no more than those, or if there are no words to put in.
 */
export type DecoyMaker = (words: readonly string[], kept: number) => string[] | undefined;

/** This many of the commonest words are never replacements: every question is made of them. */
const MOST_COMMON_SKIPPED = 150;
const MOST_COMMON_USED = 6_000;

/**
 * @param replacements words to put in, the language's most common first
 * @param importance returns the importance of a word in its language, from 0 (function word) to 1 (rare)
 */
export function createDecoyMaker(
  replacements: readonly string[],
  importance: (word: string) => number,
  random: Random,
): DecoyMaker {
  const pool = replacements.slice(MOST_COMMON_SKIPPED, MOST_COMMON_SKIPPED + MOST_COMMON_USED);
  return (words, kept) => {
    const content = words.flatMap((word, position) => (importance(word) > CONTENT_IMPORTANCE ? [position] : []));
    if (content.length <= kept || pool.length === 0) return undefined;
    const order = shuffledIndices(content.length, random);
    const replaced = new Set(Array.from(order.slice(kept), (index) => content[index]));
    return words.map((word, position) => (replaced.has(position) ? (pool[Math.floor(random() * pool.length)] ?? word) : word));
  };
}
