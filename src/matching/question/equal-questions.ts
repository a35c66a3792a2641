import type { Language } from "../../model.ts";
import { stripAccents } from "../../text/words.ts";
import { HashTable, hashText } from "../model/hash-table.ts";

/** An index of titles and ways of asking by their {@link questionKey}, as plain data. Key i is named by two hashes; its entry is `entries[i]`. */
export interface EqualQuestions {
  readonly hashes: Uint32Array;
  readonly entries: Uint16Array;
}

/** Returns whether a word is a function word of a language. */
export type IsStopWord = (word: string, language: Language) => boolean;

/** Takes the place of the entry if more than one has a text. */
const AMBIGUOUS = 0xffff;
/** A text with fewer content words names a topic rather than asking a question, so its function words must be the same too. */
const FEWEST_CONTENT_WORDS = 2;

/**
 * Returns a key that is the same for texts that differ only in accents and function words. A text with fewer than {@link FEWEST_CONTENT_WORDS} keeps its
 * function words. Undefined for a text without words.
 * @param words the words of the text in lower case, with typos corrected
 */
export function questionKey(words: readonly string[], language: Language, isStopWord: IsStopWord): string | undefined {
  const plain = words.map(stripAccents);
  const content = plain.filter((word) => !isStopWord(word, language));
  if (plain.length === 0) return undefined;
  return content.length < FEWEST_CONTENT_WORDS ? `= ${plain.join(" ")}` : content.join(" ");
}

/** Indexes titles and ways of asking. */
export function indexQuestions(
  texts: Iterable<{ readonly words: readonly string[]; readonly language: Language; readonly entry: number }>,
  isStopWord: IsStopWord,
): EqualQuestions {
  const entryOf = new Map<string, number>();
  for (const { words, language, entry } of texts) {
    const key = questionKey(words, language, isStopWord);
    if (key === undefined) continue;
    const claimed = entryOf.get(key);
    entryOf.set(key, claimed === undefined || claimed === entry ? entry : AMBIGUOUS);
  }
  const hashes = new Uint32Array(2 * entryOf.size);
  [...entryOf.keys()].forEach((key, at) => {
    hashes.set(hashText(key), 2 * at);
  });
  return { hashes, entries: Uint16Array.from(entryOf.values()) };
}

/** Makes a function that returns the entry whose title or way of asking a question equals; undefined if there is none or more than one. */
export function createEqualityReader(
  { hashes, entries }: EqualQuestions,
  isStopWord: IsStopWord,
): (words: readonly string[], language: Language) => number | undefined {
  const table = new HashTable(hashes);
  return (words, language) => {
    const key = questionKey(words, language, isStopWord);
    const at = key === undefined ? -1 : table.find(...hashText(key));
    const entry = at < 0 ? AMBIGUOUS : (entries[at] ?? AMBIGUOUS);
    return entry === AMBIGUOUS ? undefined : entry;
  };
}
