import type { Language } from "../../model.ts";
import { stripAccents } from "../../text/words.ts";
import { HashTable, hashText } from "../model/hash-table.ts";

/** Titles and ways of asking by what they say, as plain data: the entry of text i, named by two hashes, is `entries[i]`. */
export interface EqualQuestions {
  readonly hashes: Uint32Array;
  readonly entries: Uint16Array;
}

/** Whether a word is a function word of a language. */
export type IsStopWord = (word: string, language: Language) => boolean;

/** A text that more than one entry claims. */
const AMBIGUOUS = 0xffff;
/** Fewer content words than this are a topic rather than a question: then the function words must be the same too. */
const FEWEST_CONTENT_WORDS = 2;

/**
 * What a text says but for case, accents and function words, as a key. Undefined for a text without words.
 * @param words slips corrected
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

/** Makes the function that finds the only entry of which a question is the title or a way of asking, word for word. */
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
