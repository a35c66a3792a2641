import type { Language } from "../../model.ts";
import type { Stem } from "../../text/stemming.ts";
import { HashTable, hashText } from "./hash-table.ts";

/**
 * An index of the entries that use each term, as plain data. A term is a stem in one language, named by two hashes. Term t is used by the entries `entries[k]`,
 * in ascending order, for k from `starts[t]` to `starts[t + 1]`. `inNames[k]` is 1 if the entry has the term in its title, keywords or ways of asking, and 0 if
 * only in its text.
 */
export interface TermIndex {
  readonly hashes: Uint32Array;
  readonly starts: Int32Array;
  readonly entries: Uint16Array;
  readonly inNames: Uint8Array;
  readonly entryCount: number;
  /** The languages of the entries. */
  readonly languages: readonly Language[];
}

/** The entries that use a word, in ascending order. */
export interface WordUse {
  /** Those that use it in the title, keywords or ways of asking. */
  readonly names: readonly number[];
  /** Those that use it there or in the text. */
  readonly all: readonly number[];
}

/** The words of one text of an entry. */
export interface EntryText {
  readonly entry: number;
  readonly language: Language;
  readonly words: readonly string[];
  /** Whether the text is a title, keyword or way of asking. */
  readonly isName: boolean;
}

const IN_NAMES = 2;
const IN_TEXT = 1;

/** Indexes the terms of entries' texts. There must be a stemmer for the language of each text. */
export function buildTermIndex(texts: Iterable<EntryText>, entryCount: number, stemmers: ReadonlyMap<Language, Stem>): TermIndex {
  const uses = new Map<string, Map<number, number>>();
  for (const { entry, language, words, isName } of texts) {
    const stem = stemmers.get(language);
    for (const word of words) {
      const term = `${language} ${stem?.(word) ?? word}`;
      let entries = uses.get(term);
      if (entries === undefined) {
        entries = new Map();
        uses.set(term, entries);
      }
      const use = isName ? IN_NAMES : IN_TEXT;
      if ((entries.get(entry) ?? 0) < use) entries.set(entry, use);
    }
  }
  const total = [...uses.values()].reduce((sum, entries) => sum + entries.size, 0);
  const index = {
    hashes: new Uint32Array(2 * uses.size),
    starts: new Int32Array(uses.size + 1),
    entries: new Uint16Array(total),
    inNames: new Uint8Array(total),
    entryCount,
    languages: [...stemmers.keys()],
  };
  let term = 0;
  let position = 0;
  for (const [text, entries] of uses) {
    index.hashes.set(hashText(text), 2 * term);
    for (const [entry, use] of [...entries].sort((a, b) => a[0] - b[0])) {
      index.entries[position] = entry;
      index.inNames[position++] = use === IN_NAMES ? 1 : 0;
    }
    index.starts[++term] = position;
  }
  return index;
}

/** Makes the function that finds which entries use a word, in any language of the pack. */
export function createTermReader(index: TermIndex, stemmers: ReadonlyMap<Language, Stem>): (word: string) => WordUse {
  const table = new HashTable(index.hashes);
  return (word) => {
    const lists: WordUse[] = [];
    for (const [language, stem] of stemmers) {
      const term = table.find(...hashText(`${language} ${stem(word)}`));
      if (term >= 0) lists.push(usesOf(index, term));
    }
    if (lists.length < 2) return lists[0] ?? NO_USE;
    return { names: union(lists.map(({ names }) => names)), all: union(lists.map(({ all }) => all)) };
  };
}

const NO_USE: WordUse = { names: [], all: [] };

function usesOf({ starts, entries, inNames }: TermIndex, term: number): WordUse {
  const from = starts[term] as number;
  const all = Array.from(entries.subarray(from, starts[term + 1]));
  return { all, names: all.filter((_, at) => inNames[from + at] === 1) };
}

const union = (lists: readonly (readonly number[])[]) => [...new Set(lists.flat())].sort((a, b) => a - b);
