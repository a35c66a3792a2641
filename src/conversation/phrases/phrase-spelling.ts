import { editDistance } from "../../text/edit-distance.ts";

/** From this length on, one slip in a word is corrected; in shorter words only two swapped letters. */
const FORGIVING_FROM = 5;
const SHORTEST_CORRECTED = 4;

/**
 * Corrects a word that is in no phrase, if exactly one word of the phrases is a slip away and has the same first and last letter:
 * "soures" is "sources", but "germany" is not "german" and "nederland" is not "nederlands".
 */
export function createPhraseCorrector(vocabulary: ReadonlySet<string>): (word: string) => string {
  const candidates = [...vocabulary].filter((word) => word.length >= SHORTEST_CORRECTED);
  const isSlip = (typed: string, meant: string) =>
    typed[0] === meant[0] &&
    (typed.length >= FORGIVING_FROM
      ? typed.at(-1) === meant.at(-1) && editDistance(typed, meant) === 1
      : typed.length === meant.length &&
        [...typed].sort().join("") === [...meant].sort().join("") &&
        editDistance(typed, meant) === 1);
  return (word) => {
    if (word.length < SHORTEST_CORRECTED || vocabulary.has(word)) return word;
    return candidates.find((meant) => Math.abs(meant.length - word.length) <= 1 && isSlip(word, meant)) ?? word;
  };
}
