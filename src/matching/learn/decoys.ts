import { type Random, shuffledIndices } from "../../text/random.ts";

/**
 * Makes questions that look like the pack's and are about something else: one or two content words of a real question
 * stay, the others are replaced by common words of the language. "Did Antwerp pay the ransom?" becomes "Did Antwerp
 * open the museum?". Against them the matcher learns what its evidence is worth: naming a thing is not yet asking what the pack answers;
 * no off-topic data is needed.
 *
 * Returns a decoy of a question that keeps `kept` content words; undefined where the question has no more than those.
 */
export type DecoyMaker = (words: readonly string[], kept: number) => string[] | undefined;

/** Words that every question is made of are never a replacement. */
const MOST_COMMON_SKIPPED = 150;
const MOST_COMMON_USED = 6_000;
/** From this importance (0–1) a word is what a question is about, not how it is put. */
const CONTENT_IMPORTANCE = 0.45;

/**
 * @param replacements words to put in, the language's most common first
 * @param importance of a word in its language, 0 (function word) to 1 (rare)
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
