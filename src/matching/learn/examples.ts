import type { Language } from "../../model.ts";
import { TOPIC_IMPORTANCE } from "../question/evidence.ts";
import type { LanguageTools } from "../question/language-tools.ts";
import type { Drafts } from "./drafts.ts";
import { type Curriculum, type Learnable, type ReadWords, sentencesOf } from "./learnables.ts";

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
  /** Whether it is a sentence of the answer: nobody asks like that. */
  readonly isText?: boolean;
}

/** A background line that shares so much of its content words with a way of asking, and the other way round, is a question of the pack's. */
const ALIKE = 0.75;

/** The names and ways of asking of a pack, the sentences of its drafts, and what is none of them: background and near misses. */
export function examplesOf(
  curriculum: Curriculum,
  background: (language: Language) => readonly string[],
  tools: ReadonlyMap<Language, LanguageTools>,
  read: ReadWords,
  { languages: drafts, isCovered }: Pick<Drafts, "languages" | "isCovered">,
): Example[] {
  const own = curriculum.learnables.flatMap((learnable) => [
    ...ownExamples(learnable, read),
    ...(drafts.has(learnable.language) ? textExamples(learnable, read) : []),
  ]);
  const none = curriculum.ids.length;
  const others = curriculum.languages.flatMap((language) => {
    const isBackground = unlike(own, language, tools.get(language));
    const lines = background(language)
      .map((line) => read(line, language))
      .filter((words) => isBackground(words) && !isCovered(words, language));
    const nearMisses = (curriculum.nearMisses[language] ?? []).map((line) => read(line, language));
    return [...lines, ...nearMisses].map((words, turn): Example => ({ words, language, label: none, turn }));
  });
  return [...own, ...others].filter(({ words }) => words.length > 0);
}

function ownExamples({ entry, language, names, questions }: Learnable, read: ReadWords): Example[] {
  const example = (text: string, turn: number | undefined) => ({ words: read(text, language), language, label: entry, turn });
  return [...names.map((name) => example(name, undefined)), ...questions.map(example)];
}

function textExamples(learnable: Learnable, read: ReadWords): Example[] {
  const { entry, language } = learnable;
  const example = (text: string): Example => ({
    words: read(text, language),
    language,
    label: entry,
    turn: undefined,
    isText: true,
  });
  return sentencesOf(learnable).map(example);
}

/** Whether no way of asking of the pack is much like a line: by content words, since function words are alike everywhere. */
export function unlike(
  own: readonly Pick<Example, "words" | "language">[],
  language: Language,
  tools: LanguageTools | undefined,
): (words: readonly string[]) => boolean {
  if (tools === undefined) return () => true;
  const contentOf = (words: readonly string[]) => [
    ...new Set(words.filter((word) => tools.importance(word) > TOPIC_IMPORTANCE).map(tools.stem)),
  ];
  const contents = own.filter((example) => example.language === language).map(({ words }) => contentOf(words));
  const users = new Map<string, number[]>();
  contents.forEach((content, at) => {
    for (const stem of content) addTo(users, stem, at);
  });
  return (words) => {
    const content = contentOf(words);
    const shared = new Map<number, number>();
    for (const stem of content) for (const at of users.get(stem) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
    return [...shared].every(([at, count]) => count < 2 || count < ALIKE * Math.max(content.length, contents[at]?.length ?? 0));
  };
}

function addTo(lists: Map<string, number[]>, key: string, item: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
