import type { Language } from "../../model.ts";
import { TOPIC_IMPORTANCE } from "../question/evidence.ts";
import type { LanguageTools } from "../question/language-tools.ts";
import type { Drafts } from "./drafts.ts";
import { type Curriculum, type Learnable, type ReadWords, sentencesOf } from "./learnables.ts";

/** A text to learn from. */
export interface Example {
  readonly words: readonly string[];
  readonly language: Language;
  /** The entry that it asks for, or the several entries that an ambiguous question may mean; for background and near misses, the number of entries. */
  readonly labels: readonly number[];
  /**
   * Its position, from 0, among the ways of asking of its entry and language, among the ambiguous questions, or among the background lines and near misses of
   * its language. Undefined for a name (title, keyword or proposed way of asking) or a sentence of the answer, which is never tested.
   */
  readonly turn: number | undefined;
  /** Whether it is a sentence of the answer, which is not how people ask. */
  readonly isText?: boolean;
}

/** Two texts are alike if they share at least two words that name a topic, and these are at least this share of such words in each. */
const ALIKE = 0.75;

/**
 * Returns the texts to learn from: the names and ways of asking of a pack, the sentences of its drafts, and questions that ask for no entry, which are
 * background and near misses. Background lines that ask for an entry are left out.
 */
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
    return [...lines, ...nearMisses].map((words, turn): Example => ({ words, language, labels: [none], turn }));
  });
  return [...own, ...ambiguousExamples(curriculum, read), ...others].filter(({ words }) => words.length > 0);
}

function ownExamples({ entry, language, names, questions }: Learnable, read: ReadWords): Example[] {
  const example = (text: string, turn: number | undefined) => ({ words: read(text, language), language, labels: [entry], turn });
  return [...names.map((name) => example(name, undefined)), ...questions.map(example)];
}

function ambiguousExamples({ ambiguous }: Curriculum, read: ReadWords): Example[] {
  return ambiguous.map(({ question, language, entries }, turn) => ({
    words: read(question, language),
    language,
    labels: entries,
    turn,
  }));
}

function textExamples(learnable: Learnable, read: ReadWords): Example[] {
  const { entry, language } = learnable;
  const example = (text: string): Example => ({
    words: read(text, language),
    language,
    labels: [entry],
    turn: undefined,
    isText: true,
  });
  return sentencesOf(learnable).map(example);
}

/**
 * Makes a function that returns whether no example in a language is much like a line. Only words that name a topic are compared, since other words are the same
 * everywhere, and a single shared word does not count.
 */
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
