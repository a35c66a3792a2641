import type { Language } from "../../model.ts";
import { sentences, splitWords } from "../../text/words.ts";
import type { LanguageTools } from "../question/language-tools.ts";
import { findSlips } from "../question/spelling.ts";
import type { Learnable } from "./learnables.ts";

/** The words of a pack, for spelling correction. Plain data. */
export interface Vocabulary {
  /** The words, separated by line ends. */
  readonly words: string;
  /** How often each word is used, in the same order. */
  readonly counts: Uint32Array;
  /** Words that are typos, each with the word that was meant. */
  readonly slips: readonly (readonly [string, string])[];
}

/** Counts the words of entries' texts, names and questions, and finds the typos among them. */
export function vocabularyOf(learnables: readonly Learnable[], tools: ReadonlyMap<Language, LanguageTools>): Vocabulary {
  const counts = new Map<string, number>();
  const inProse = new Set<string>();
  const count = (word: string) => counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const { language, names, questions, body } of learnables) {
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
  return { words: [...counts.keys()].join("\n"), counts: Uint32Array.from(counts.values()), slips: [...slips] };
}
