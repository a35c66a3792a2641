import type { Language } from "../model.ts";
import type { Curriculum, Learnable } from "./learnables.ts";
import { CONTENT_IMPORTANCE } from "./evidence.ts";
import type { LanguageTools } from "./language-tools.ts";

/** A text to learn from. */
export interface Example {
  readonly words: readonly string[];
  readonly language: Language;
  /** The entry that it asks for; for background the number of entries. */
  readonly label: number;
  /**
   * Which way of asking of its entry and language, or which background line of its language, it is, from 0; undefined for a title or keyword, which
   * is never left out.
   */
  readonly turn: number | undefined;
}

/** Words of a text as the matcher reads it: spelled out, slips corrected. */
export type ReadWords = (text: string, language: Language) => string[];

/** A background line so much of whose content one entry covers is a question of the pack's. */
const COVERED_BY_ENTRY = 0.6;

/** The names and ways of asking of a pack, and what is none of them: background and near misses. */
export function examplesOf(
  curriculum: Curriculum,
  background: (language: Language) => readonly string[],
  tools: ReadonlyMap<Language, LanguageTools>,
  read: ReadWords,
): Example[] {
  const own = curriculum.learnables.flatMap((learnable) => ownExamples(learnable, read));
  const none = curriculum.ids.length;
  const others = curriculum.languages.flatMap((language) => {
    const uncovered = uncoveredBy(own, language, tools.get(language));
    const lines = background(language).map((line) => read(line, language)).filter(uncovered);
    const nearMisses = (curriculum.nearMisses[language] ?? []).map((line) => read(line, language));
    return [...lines, ...nearMisses].map((words, turn): Example => ({ words, language, label: none, turn }));
  });
  return [...own, ...others].filter(({ words }) => words.length > 0);
}

function ownExamples({ entry, language, names, questions }: Learnable, read: ReadWords): Example[] {
  const example = (text: string, turn: number | undefined) => ({ words: read(text, language), language, label: entry, turn });
  return [...names.map((name) => example(name, undefined)), ...questions.map(example)];
}

/** Whether no entry holds most of the content words of a line: by content words, since function words are alike everywhere. */
function uncoveredBy(
  own: readonly Example[],
  language: Language,
  tools: LanguageTools | undefined,
): (words: readonly string[]) => boolean {
  if (tools === undefined) return () => true;
  const entriesOf = new Map<string, Set<number>>();
  for (const { words, label } of own.filter((example) => example.language === language)) {
    for (const word of words) {
      const stem = tools.stem(word);
      entriesOf.set(stem, (entriesOf.get(stem) ?? new Set()).add(label));
    }
  }
  return (words) => {
    const content = [...new Set(words.filter((word) => tools.importance(word) > CONTENT_IMPORTANCE).map(tools.stem))];
    const covered = new Map<number, number>();
    for (const stem of content) for (const entry of entriesOf.get(stem) ?? []) covered.set(entry, (covered.get(entry) ?? 0) + 1);
    return Math.max(0, ...covered.values()) < COVERED_BY_ENTRY * content.length || content.length === 0;
  };
}
