import Fuse from "fuse.js";
import type { Pack } from "../../model.ts";
import { splitWords, stripAccents } from "../../text/words.ts";

/**
 * Finds the entry whose title a text is, but for slips: also in spaces, and more of them than single words can show. Undefined where no title
 * is so near. Takes up to a millisecond: a last resort.
 */
export type FindTitle = (text: string) => string | undefined;

/** fuse.js's score of what may still be the title: of titles of the shipped pack with one slip 100 in 100 are found, with four 95, with five 91. */
const THRESHOLD = 0.2;
/** A title is no longer or shorter than a text by more than this share, or two letters. */
const LENGTH_SHARE = 0.1;
/** Shorter texts are near too many titles. */
const SHORTEST = 8;

export function createTitleFinder({ entries }: Pack): FindTitle {
  const titles = entries.map(({ id, title }) => ({ id, letters: lettersOf(title) }));
  return (text) => {
    const letters = lettersOf(text);
    if (letters.length < SHORTEST) return undefined;
    const room = Math.max(2, LENGTH_SHARE * letters.length);
    const alike = titles.filter((title) => Math.abs(title.letters.length - letters.length) <= room);
    return new Fuse(alike, { keys: ["letters"], threshold: THRESHOLD }).search(letters, { limit: 1 })[0]?.item.id;
  };
}

/** A text's letters and digits in a row: a space is as easily misplaced as a letter. */
const lettersOf = (text: string) => splitWords(text).map(stripAccents).join("");
