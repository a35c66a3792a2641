import type { Language } from "../../model.ts";
import { stripAccents } from "../../text/words.ts";
import { HashTable, hashText } from "../model/hash-table.ts";

/**
 * An index of titles, ways of asking and ambiguous questions by their key, as plain data. Key i is named by two hashes; its entries are those from `starts[i]`
 * to `starts[i + 1]`: one, several for an ambiguous question, or none if two entries are asked for with the same words.
 */
export interface EqualQuestions {
  readonly hashes: Uint32Array;
  readonly starts: Uint32Array;
  readonly entries: Uint16Array;
}

/** Returns whether a word is a function word of a language. */
export type IsStopWord = (word: string, language: Language) => boolean;

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
  return content.length < FEWEST_CONTENT_WORDS ? wholeKey(words) : content.join(" ");
}

/** Returns a key that is the same for texts that differ only in accents. It never equals one without function words. */
const wholeKey = (words: readonly string[]) => `= ${words.map(stripAccents).join(" ")}`;

export interface AskedText {
  readonly words: readonly string[];
  readonly language: Language;
  readonly entry: number;
}

export interface AmbiguousText {
  readonly words: readonly string[];
  readonly entries: readonly number[];
}

/** Indexes titles and ways of asking, and questions that the pack calls ambiguous. */
export function indexQuestions(
  texts: Iterable<AskedText>,
  ambiguous: Iterable<AmbiguousText>,
  isStopWord: IsStopWord,
): EqualQuestions {
  const entriesOf = new Map<string, readonly number[]>();
  for (const { words, language, entry } of texts) {
    const key = questionKey(words, language, isStopWord);
    if (key === undefined) continue;
    const claimed = entriesOf.get(key);
    entriesOf.set(key, claimed === undefined || claimed[0] === entry ? [entry] : []);
  }
  for (const { words, entries } of ambiguous) if (words.length > 0) entriesOf.set(wholeKey(words), entries);
  const keys = [...entriesOf];
  const hashes = new Uint32Array(2 * keys.length);
  const starts = new Uint32Array(keys.length + 1);
  keys.forEach(([key, entries], at) => {
    hashes.set(hashText(key), 2 * at);
    starts[at + 1] = (starts[at] ?? 0) + entries.length;
  });
  return { hashes, starts, entries: Uint16Array.from(keys.flatMap(([, entries]) => entries)) };
}

/**
 * Makes a function that returns the entry whose title or way of asking a question equals, or the entries of the ambiguous question that it equals; none if
 * there is nothing like that.
 */
export function createEqualityReader(
  { hashes, starts, entries }: EqualQuestions,
  isStopWord: IsStopWord,
): (words: readonly string[], language: Language) => readonly number[] {
  const table = new HashTable(hashes);
  const find = (key: string) => {
    const at = table.find(...hashText(key));
    return at < 0 ? [] : Array.from(entries.subarray(starts[at], starts[at + 1]));
  };
  return (words, language) => {
    const whole = find(wholeKey(words));
    if (whole.length > 0) return whole;
    const key = questionKey(words, language, isStopWord);
    return key === undefined ? [] : find(key);
  };
}
