import type { Language } from "../../model.ts";
import { sentences, splitWords } from "../../text/words.ts";
import type { LanguageTools } from "../question/language-tools.ts";
import { findSlips } from "../question/spelling.ts";
import type { Curriculum } from "./learnables.ts";

/** The words of a pack, for spelling correction. Plain data. */
export interface Vocabulary {
  /** The words, separated by line ends. */
  readonly words: string;
  /** How often each word is used, in the same order. */
  readonly counts: Uint32Array;
  /** The languages that use each word, in the same order: bit i stands for the pack's language i. */
  readonly languages: Uint32Array;
  /** Words that are typos, each with the word that was meant. */
  readonly slips: readonly (readonly [string, string])[];
}

/** The words of a pack: how often each is used, and in which languages. */
export interface WordUses {
  readonly frequencies: ReadonlyMap<string, number>;
  isUsedIn(word: string, language: Language): boolean;
}

/** Returns the uses of the words of a vocabulary. Its pack has the given languages, in this order. */
export function usesOf({ words, counts, languages: bits }: Vocabulary, languages: readonly Language[]): WordUses {
  const places = new Map(words.split("\n").map((word, at) => [word, at]));
  return {
    frequencies: new Map([...places].map(([word, at]) => [word, counts[at] ?? 0])),
    isUsedIn(word, language) {
      const at = places.get(word);
      return at !== undefined && ((bits[at] ?? 0) & bitOf(languages, language)) !== 0;
    },
  };
}

/** Returns the bit of a language; 0 for one that the pack does not have. Languages beyond the 32nd share bits. */
function bitOf(languages: readonly Language[], language: Language): number {
  const at = languages.indexOf(language);
  return at < 0 ? 0 : 1 << (at % 32);
}

/** Counts the words of entries' texts, names and questions, and finds the typos among them. */
export function vocabularyOf(
  { languages, learnables }: Pick<Curriculum, "languages" | "learnables">,
  tools: ReadonlyMap<Language, LanguageTools>,
): Vocabulary {
  const counts = new Map<string, number>();
  const bits = new Map<string, number>();
  const inProse = new Set<string>();
  for (const { language, names, questions, body } of learnables) {
    const bit = bitOf(languages, language);
    const count = (word: string) => {
      counts.set(word, (counts.get(word) ?? 0) + 1);
      bits.set(word, (bits.get(word) ?? 0) | bit);
    };
    const wordsOf = (text: string) => tools.get(language)?.words(text) ?? splitWords(text);
    const [title = "", ...keywords] = names;
    for (const word of [...keywords, ...questions].flatMap(wordsOf)) count(word);
    for (const word of [title, ...body.flatMap(sentences)].flatMap(wordsOf)) {
      count(word);
      inProse.add(word);
    }
  }
  const isCommon = (word: string) => [...tools.values()].some((each) => each.isCommon(word));
  const slips = findSlips(counts, (word) => inProse.has(word) || isCommon(word));
  return {
    words: [...counts.keys()].join("\n"),
    counts: Uint32Array.from(counts.values()),
    languages: Uint32Array.from(bits.values()),
    slips: [...slips],
  };
}
