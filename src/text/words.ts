/** Splits texts into words: the first step of everything that the matcher does. */

/** The most words that are read: a longer question tells no more about its topic, and the work stays bounded. */
export const MAX_WORDS = 64;
/** The most characters that are split: room for 64 long words. */
const MAX_CHARACTERS = 2_000;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const URL = /\bhttps?:\/\/\S+|\bwww\.\S+/giu;
const COMBINING_MARKS = /\p{M}+/gu;
const NEGATION = /n['’]t\b/giu;
/** The end of "what's" and "who's", which is a verb there and no genitive. */
const CONTRACTED_IS = /(?<=\b(?:what|who|where|when|how|that|there|here|it))['’]s\b/giu;
/** The end of "what's", "we're" and "I'd", which is no word of its own. */
const CONTRACTED_TAIL = /(?<=\p{L})['’](?:s|re|ve|ll|d|m)\b/giu;

/**
 * Splits a text into lower-case words, in order, at most {@link MAX_WORDS} of them; accents are kept for the stemmer.
 * Addresses are dropped: their letters are not words of the question.
 */
export function splitWords(text: string): string[] {
  const plain = text
    .slice(0, MAX_CHARACTERS)
    .normalize("NFKC")
    // NFKC turns some characters into up to eighteen.
    .slice(0, MAX_CHARACTERS)
    .replace(URL, " ")
    .replace(NEGATION, " not")
    .replace(CONTRACTED_IS, " is")
    .replace(CONTRACTED_TAIL, "")
    .toLowerCase();
  return (plain.match(WORD) ?? []).slice(0, MAX_WORDS);
}

/** Strips accents and other combining marks: "détecté" → "detecte". */
export function stripAccents(word: string): string {
  return word.normalize("NFD").replace(COMBINING_MARKS, "");
}

/** Returns the sentences of a text, since {@link splitWords} reads only the beginning of a text. */
export function sentences(text: string): string[] {
  return text.split(/(?<=[.!?])\s+/u);
}
