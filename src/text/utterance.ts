/** A message as the conversation reads it: the cleaned text, and its words in the form in which phrases are compared. */

/** The most characters that are read: people who paste a whole mail ask in the first lines. */
const MAX_CHARACTERS = 4_000;
/** Control, format and unassigned characters: nothing that a person typed. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]+/gu;
/** Soft hyphens, zero-width spaces and joiners, which come along with words that were copied from a page. */
const WITHIN_WORDS = /[\u00ad\u200b-\u200d\u2060\ufeff]+/gu;
const ADDRESS = /\b(?:https?:\/\/|www\.)\S+/giu;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const COMBINING_MARKS = /\p{M}+/gu;

export interface Word {
  /** The word in lower case, without accents. */
  readonly plain: string;
  /** Positions in the cleaned text. */
  readonly start: number;
  readonly end: number;
}

export interface Utterance {
  /** What was typed, without control characters and with single spaces. */
  readonly text: string;
  readonly words: readonly Word[];
  /** Whether nothing but a web address was typed. */
  readonly addressOnly: boolean;
}

/** Reads a text of any length and with any content. */
export function readUtterance(typed: string): Utterance {
  const text = typed
    .slice(0, MAX_CHARACTERS)
    .replace(WITHIN_WORDS, "")
    .normalize("NFKC")
    // NFKC turns some characters into up to eighteen.
    .slice(0, MAX_CHARACTERS)
    .replace(/[\r\n]+/gu, "\n")
    .replace(INVISIBLE, (run) => (run.includes("\n") ? "\n" : " "))
    .replace(/[^\S\n]+/gu, " ")
    .trim();
  const hasAddress = text.search(ADDRESS) >= 0;
  return { text, words: readWords(text), addressOnly: hasAddress && readWords(text.replace(ADDRESS, " ")).length === 0 };
}

function readWords(text: string): Word[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    plain: plainWord(word),
    start: index,
    end: index + word.length,
  }));
}

/** Returns a word in the form in which phrases are compared: "Où" → "ou", "Größe" → "grosse". */
export function plainWord(word: string): string {
  return word
    .normalize("NFD")
    .replace(COMBINING_MARKS, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae");
}

/** Returns the plain words of a text. */
export function plainWords(text: string): string[] {
  return readWords(text.normalize("NFKC")).map(({ plain }) => plain);
}
