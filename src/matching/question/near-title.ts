import Fuse from "fuse.js";
import type { Pack } from "../../model.ts";
import { splitWords, stripAccents } from "../../text/words.ts";

/**
 * Returns the id of the entry whose title equals a text apart from typos, including misplaced spaces and more typos than the correction of single words
 * can handle. Undefined if no title is that close.
 */
export type FindTitle = (text: string) => string | undefined;

/**
 * The highest fuse.js score (0 is identical) that counts as the title. It finds 100 % of the shipped pack's titles with one typo, 95 % with four and 91 % with
 * five.
 */
const THRESHOLD = 0.2;
/** A title and a text differ in length by at most this share of the text, or by two letters. */
const LENGTH_SHARE = 0.1;
/** In letters: shorter texts resemble too many titles. */
const SHORTEST = 8;

export function createTitleFinder({ entries }: Pack): FindTitle {
  const titles = entries.map(({ id, title }) => {
    const letters = lettersOf(title);
    return { id, letters, counts: countsOf(letters) };
  });
  return (text) => {
    const letters = lettersOf(text);
    if (letters.length < SHORTEST) return undefined;
    const counts = countsOf(letters);
    const room = Math.max(2, LENGTH_SHARE * letters.length);
    // A typo changes the counts of at most two letters, so a title with other letters need not be compared, which takes far longer.
    const most = 2 * THRESHOLD * letters.length + room;
    const alike = titles.filter(
      (title) => Math.abs(title.letters.length - letters.length) <= room && differenceOf(title.counts, counts) <= most,
    );
    if (alike.length === 0) return undefined;
    return new Fuse(alike, { keys: ["letters"], threshold: THRESHOLD }).search(letters, { limit: 1 })[0]?.item.id;
  };
}

/** Returns a text's letters and digits without spaces: a space is as easily misplaced as a letter. */
const lettersOf = (text: string) => splitWords(text).map(stripAccents).join("");

const COUNTS = 64;

/** Returns how often each letter occurs. Letters whose codes are equal modulo {@link COUNTS} share a count, which can only make texts more alike. */
function countsOf(letters: string): Uint16Array {
  const counts = new Uint16Array(COUNTS);
  for (let at = 0; at < letters.length; at++) {
    const place = letters.charCodeAt(at) % COUNTS;
    counts[place] = (counts[place] as number) + 1;
  }
  return counts;
}

function differenceOf(some: Uint16Array, others: Uint16Array): number {
  let difference = 0;
  for (let place = 0; place < COUNTS; place++) difference += Math.abs((some[place] as number) - (others[place] as number));
  return difference;
}
