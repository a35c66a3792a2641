import { editDistance } from "../../text/edit-distance.ts";

/** From this length a word may have one slip; shorter ones, two neighbours swapped. */
const FORGIVING_FROM = 5;
const SHORTEST_CORRECTED = 4;

/**
 * Fixes a word that no phrase knows, where one phrase word is a slip away and begins and ends alike:
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
