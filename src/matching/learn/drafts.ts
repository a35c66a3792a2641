import type { Language } from "../../model.ts";
import type { Passage } from "../model/passages.ts";
import type { MatcherOptions } from "../options.ts";
import { CONTENT_IMPORTANCE, TOPIC_IMPORTANCE } from "../question/evidence.ts";
import type { LanguageTools } from "../question/language-tools.ts";
import { type Curriculum, type Learnable, type ReadWords, sentencesOf } from "./learnables.ts";

/**
 * What is read from drafts in addition to what is read from every pack. Most of a draft's ways of asking were made from its text, so the words that people may
 * use have to come from the text too.
 */
export interface Drafts {
  /** The languages in which the pack is a draft. */
  readonly languages: ReadonlySet<Language>;
  readonly passages: readonly Passage[];
  /** Returns words that people may use in place of some words of a draft; none if the pack is not a draft in the language. */
  findSynonyms(words: readonly string[], language: Language): readonly string[];
  /** Returns whether a single passage has most of a line's content words. Such a line asks what the draft answers, so it is not used as background. */
  isCovered(words: readonly string[], language: Language): boolean;
}

/** A line asks what a draft answers if a passage has at least this share of its content words. */
const COVERED = 0.6;

/** Reads the languages of a pack in which an import proposed most of the ways of asking. */
export function readDrafts(
  { languages: all, learnables }: Pick<Curriculum, "languages" | "learnables">,
  synonyms: MatcherOptions["synonyms"],
  tools: ReadonlyMap<Language, LanguageTools>,
  read: ReadWords,
): Drafts {
  const languages = new Set(all.filter((language) => isDraft(learnables.filter((each) => each.language === language))));
  const own = [...tools.values()].filter(({ language }) => languages.has(language));
  const finders = new Map(own.map((each) => [each.language, createTopicSynonymFinder(synonyms(each.language), each)]));
  const findSynonyms = (words: readonly string[], language: Language) => finders.get(language)?.(words) ?? [];
  const passages = learnables
    .filter(({ language }) => languages.has(language))
    .flatMap((learnable) => passagesOf(learnable, read, findSynonyms));
  const coverings = new Map(own.map((each) => [each.language, createCovering(passages, each)]));
  return {
    languages,
    passages,
    findSynonyms,
    isCovered: (words, language) => coverings.get(language)?.(words) ?? false,
  };
}

function isDraft(learnables: readonly Learnable[]): boolean {
  return learnables.reduce((sum, { proposals, questions }) => sum + proposals - questions.length, 0) > 0;
}

/** Returns the sentences of an entry as passages. A sentence says little without its title, so each passage has the words of both. */
function passagesOf(learnable: Learnable, read: ReadWords, findSynonyms: Drafts["findSynonyms"]): readonly Passage[] {
  const { entry, language, names } = learnable;
  const title = read(names[0] ?? "", language);
  return sentencesOf(learnable).map((sentence) => {
    const words = [...title, ...read(sentence, language)];
    return { entry, language, words, synonyms: findSynonyms(words, language) };
  });
}

/**
 * Makes a function that returns the synonyms of words. It is used on whole texts, so only single words that name a topic have synonyms: "take" and "get" have
 * too many meanings. An import, in contrast, adds synonyms of an entry's names as keywords, phrases included.
 */
function createTopicSynonymFinder(
  groups: readonly (readonly string[])[],
  { words: wordsOf, stem, importance }: LanguageTools,
): (words: readonly string[]) => readonly string[] {
  const others = new Map<string, string[]>();
  for (const group of groups) {
    const single = group.map(wordsOf).flatMap(([word, ...more]) => (word === undefined || more.length > 0 ? [] : [word]));
    const telling = single.filter((word) => importance(word) > TOPIC_IMPORTANCE);
    for (const word of telling) {
      const known = others.get(stem(word)) ?? [];
      others.set(stem(word), [...known, ...telling.filter((other) => other !== word)]);
    }
  }
  return (words) => words.flatMap((word) => others.get(stem(word)) ?? []);
}

function createCovering(
  passages: readonly Passage[],
  { language, stem, importance }: LanguageTools,
): (words: readonly string[]) => boolean {
  const users = new Map<string, number[]>();
  passages.forEach((passage, at) => {
    if (passage.language !== language) return;
    for (const term of new Set([...passage.words, ...passage.synonyms].map(stem))) {
      const known = users.get(term);
      if (known === undefined) users.set(term, [at]);
      else known.push(at);
    }
  });
  return (words) => {
    const content = [...new Set(words.filter((word) => importance(word) > CONTENT_IMPORTANCE).map(stem))];
    const shared = new Map<number, number>();
    for (const term of content) for (const at of users.get(term) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
    return [...shared.values()].some((count) => count >= COVERED * content.length);
  };
}
