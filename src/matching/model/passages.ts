import type { Language } from "../../model.ts";
import type { Stem } from "../../text/stemming.ts";
import { HashTable, hashText } from "./hash-table.ts";
import { buildTermIndex, type TermIndex } from "./terms.ts";

/** An index of the passages that use each term, as plain data. */
export interface PassageIndex {
  /** Its "entries" are the passages, and its "names" the passages' own words; other words are synonyms of these. */
  readonly terms: TermIndex;
  /** The entry of each passage, by its number in the model. */
  readonly owners: Uint16Array;
}

/** A sentence of an entry, with the words of the title. */
export interface Passage {
  readonly entry: number;
  readonly language: Language;
  readonly words: readonly string[];
  /** Words that people may use in place of those. */
  readonly synonyms: readonly string[];
}

/** The most passages that an index has room for; any others are left out. */
const MOST_PASSAGES = 65_535;
/** How much a synonym counts, as a share of the word itself. */
const SYNONYM = 0.8;

export function indexPassages(all: readonly Passage[], stemmers: ReadonlyMap<Language, Stem>): PassageIndex {
  const passages = all.slice(0, MOST_PASSAGES);
  const texts = passages.flatMap(({ language, words, synonyms }, entry) => [
    { entry, language, words: synonyms, isName: false },
    { entry, language, words, isName: true },
  ]);
  return { terms: buildTermIndex(texts, passages.length, stemmers), owners: Uint16Array.from(passages, ({ entry }) => entry) };
}

/** A word of a question, with its weight. */
interface WeighedWord {
  readonly word: string;
  readonly weight: number;
}

/**
 * Makes a function that returns, for each entry, the weight of the question's words that its best single passage has. It returns undefined for a language
 * without passages.
 */
export function createPassageReader(
  { terms, owners }: PassageIndex,
  stemmers: ReadonlyMap<Language, Stem>,
): (words: readonly WeighedWord[], language: Language) => ReadonlyMap<number, number> | undefined {
  const table = new HashTable(terms.hashes);
  return (words, language) => {
    const stem = stemmers.get(language);
    if (stem === undefined || !terms.languages.includes(language)) return undefined;
    const shared = new Map<number, number>();
    for (const { word, weight } of words) {
      const term = table.find(...hashText(`${language} ${stem(word)}`));
      if (term < 0) continue;
      for (let at = terms.starts[term] as number; at < (terms.starts[term + 1] as number); at++) {
        const passage = terms.entries[at] as number;
        shared.set(passage, (shared.get(passage) ?? 0) + weight * (terms.inNames[at] === 1 ? 1 : SYNONYM));
      }
    }
    const most = new Map<number, number>();
    for (const [passage, weight] of shared) {
      const entry = owners[passage] as number;
      most.set(entry, Math.max(most.get(entry) ?? 0, weight));
    }
    return most;
  };
}
