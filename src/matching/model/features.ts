import type { Stem } from "../../text/stemming.ts";
import { stripAccents } from "../../text/words.ts";
import { HashTable } from "./hash-table.ts";

/** A sparse vector: `ids[i]` has the value `values[i]`; ids are unique, in no order. */
export interface SparseVector {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

/**
 * The features that some texts have, as plain data. Feature i is named by a hash of its text (32 bits in `hashes[2i]` and 21 bits in `hashes[2i + 1]`), so that
 * nothing has to be rebuilt when a model is loaded. `weights[i]` is its inverse document frequency.
 */
export interface FeatureSpace {
  readonly hashes: Uint32Array;
  readonly weights: Float32Array;
}

/** Turns words into a unit-length vector; features that the space does not have are left out. */
export type Vectorise = (words: readonly string[], stem: Stem) => SparseVector;

/** A text in a language. */
export interface StemmableText {
  readonly words: readonly string[];
  readonly stem: Stem;
}

/** The three blocks of a question's features: words, pairs of neighbours, and characters. All are scaled to the same length, so that none outweighs another. */
const BLOCKS = 3;
const WORDS = 0;
const PAIRS = 1;
const CHARACTERS = 2;
const CHARACTER_GRAMS = [3, 4] as const;
/** The weight that even a feature of every text has: how a question is put tells its intent too. Measured on CLINC150 and BANKING77. */
const LEAST_INVERSE_FREQUENCY = 2;

/** FNV-1a (Fowler, Noll and Vo) and a variant with another offset and prime. The first hash finds the slot in the table; both together name the feature. */
const OFFSETS = [0x811c9dc5, 0x9747b28c] as const;
const PRIME = 0x01000193;
const SECOND_PRIME = 0x5bd1e995;
const EDGE = 0x5e;
const END = 0x24;

/** The features of one text: the block, first hash and second hash of each, in order. Reused from text to text. */
class Occurrences {
  blocks = new Uint8Array(1_024);
  first = new Uint32Array(1_024);
  second = new Uint32Array(1_024);
  count = 0;

  add(block: number, first: number, second: number): void {
    if (this.count === this.blocks.length) this.grow();
    this.blocks[this.count] = block;
    this.first[this.count] = first;
    this.second[this.count] = second;
    this.count++;
  }

  private grow(): void {
    const size = this.blocks.length * 2;
    const grown = <Numbers extends Uint8Array | Uint32Array>(from: Numbers, to: Numbers) => {
      to.set(from);
      return to;
    };
    this.blocks = grown(this.blocks, new Uint8Array(size));
    this.first = grown(this.first, new Uint32Array(size));
    this.second = grown(this.second, new Uint32Array(size));
  }
}

/** Lists words without accents, their stems, pairs of neighbouring stems (including the edges of the text), and character 3- and 4-grams inside words. */
function listFeatures(words: readonly string[], stem: Stem, into: Occurrences): void {
  into.count = 0;
  let previous: Hashes = [EDGE, EDGE];
  for (const typed of words) {
    const word = stripAccents(typed);
    const root = stem(typed);
    const hashes = hashWord(root);
    into.add(WORDS, ...hashes);
    // The word is listed as well as its stem, since languages share words more often than stems.
    if (root !== word) into.add(WORDS, ...hashWord(word));
    into.add(PAIRS, ...join(previous, hashes));
    previous = hashes;
    listCharacters(word, into);
  }
  if (words.length > 0) into.add(PAIRS, ...join(previous, [END, END]));
}

type Hashes = readonly [number, number];

function hashWord(word: string): Hashes {
  let first = OFFSETS[0] ^ WORDS;
  let second = OFFSETS[1] ^ WORDS;
  for (let at = 0; at < word.length; at++) {
    first = Math.imul(first ^ word.charCodeAt(at), PRIME);
    second = Math.imul(second ^ word.charCodeAt(at), SECOND_PRIME);
  }
  return [first, second];
}

function listCharacters(word: string, into: Occurrences): void {
  const length = word.length + 2;
  const codeAt = (at: number) => (at === 0 ? EDGE : at === length - 1 ? END : word.charCodeAt(at - 1));
  for (const gram of CHARACTER_GRAMS) {
    for (let start = 0; start + gram <= length; start++) {
      let first = OFFSETS[0] ^ CHARACTERS;
      let second = OFFSETS[1] ^ CHARACTERS;
      for (let at = start; at < start + gram; at++) {
        first = Math.imul(first ^ codeAt(at), PRIME);
        second = Math.imul(second ^ codeAt(at), SECOND_PRIME);
      }
      into.add(CHARACTERS, first, second);
    }
  }
}

function join(left: Hashes, right: Hashes): Hashes {
  const joined = (at: 0 | 1, prime: number) =>
    Math.imul(Math.imul(left[at] ^ PAIRS, prime) ^ right[at] ^ (right[at] >>> 15), prime);
  return [joined(0, PRIME), joined(1, SECOND_PRIME)];
}

/**
 * Builds the feature space of some texts, weighed by inverse document frequency. The commonest features come first, so that weights that are used together are
 * close to each other in memory.
 * @param mostFeatures how many features are kept at most; the rarest are left out
 */
export function buildFeatureSpace(texts: readonly StemmableText[], mostFeatures: number): FeatureSpace {
  const occurrences = new Occurrences();
  // All lists are in the order in which features are first seen. They hold numbers, not objects, since there may be half a million.
  const order = new Map<number, number>();
  const keys: number[] = [];
  const frequencies: number[] = [];
  const lastSeen: number[] = [];
  texts.forEach(({ words, stem }, text) => {
    listFeatures(words, stem, occurrences);
    for (let at = 0; at < occurrences.count; at++) {
      const key = keyOf(occurrences.first[at] as number, occurrences.second[at] as number);
      const known = order.get(key);
      if (known === undefined) {
        order.set(key, keys.length);
        keys.push(key);
        frequencies.push(1);
        lastSeen.push(text);
      } else if (lastSeen[known] !== text) {
        lastSeen[known] = text;
        frequencies[known] = (frequencies[known] as number) + 1;
      }
    }
  });
  const frequencyOf = (feature: number) => frequencies[feature] as number;
  const keyAt = (feature: number) => keys[feature] as number;
  const kept = Uint32Array.from(keys.keys())
    .sort((a, b) => frequencyOf(b) - frequencyOf(a) || keyAt(a) - keyAt(b))
    .slice(0, mostFeatures);
  const hashes = new Uint32Array(2 * kept.length);
  const weights = new Float32Array(kept.length);
  kept.forEach((feature, id) => {
    hashes[2 * id] = keyAt(feature) % 2 ** 32;
    hashes[2 * id + 1] = Math.floor(keyAt(feature) / 2 ** 32);
    weights[id] = LEAST_INVERSE_FREQUENCY + Math.log((texts.length + 1) / (frequencyOf(feature) + 0.5));
  });
  return { hashes, weights };
}

/** A number holds 53 bits exactly: 32 of the first hash, and 21 of the second. */
const SECOND_BITS = 2 ** 21 - 1;
function keyOf(first: number, second: number): number {
  return (second & SECOND_BITS) * 2 ** 32 + first;
}

/** Makes the function that turns words into vectors: log term frequency × inverse document frequency, scaled by block. */
export function createVectoriser({ hashes, weights }: FeatureSpace): Vectorise {
  const table = new HashTable(hashes);
  const occurrences = new Occurrences();
  const counts = new Uint16Array(weights.length);
  return (words, stem) => {
    listFeatures(words, stem, occurrences);
    const found: number[] = [];
    const blocks: number[] = [];
    for (let at = 0; at < occurrences.count; at++) {
      const id = table.find(occurrences.first[at] as number, (occurrences.second[at] as number) & SECOND_BITS);
      if (id < 0) continue;
      if (counts[id] === 0) {
        found.push(id);
        blocks.push(occurrences.blocks[at] as number);
      }
      counts[id] = (counts[id] as number) + 1;
    }
    return weighed(found, blocks, counts, weights);
  };
}

/** Returns the vector of the features found, and clears their counts. */
function weighed(found: readonly number[], blocks: readonly number[], counts: Uint16Array, weights: Float32Array): SparseVector {
  const values = new Float32Array(found.length);
  const squares = new Float64Array(BLOCKS);
  found.forEach((id, at) => {
    const count = counts[id] as number;
    counts[id] = 0;
    const value = (count === 1 ? 1 : 1 + Math.log(count)) * (weights[id] as number);
    values[at] = value;
    const block = blocks[at] as number;
    squares[block] = (squares[block] as number) + value * value;
  });
  for (let at = 0; at < found.length; at++) {
    values[at] = (values[at] as number) / Math.sqrt((squares[blocks[at] as number] as number) * BLOCKS);
  }
  return { ids: Int32Array.from(found), values };
}
