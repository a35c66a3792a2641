import type { Language } from "../../model.ts";
import { sentences, splitWords, stripAccents } from "../../text/words.ts";
import { buildFeatureSpace, createVectoriser, type FeatureSpace } from "../model/features.ts";
import { indexPassages, type PassageIndex } from "../model/passages.ts";
import { compress, type LinearModel, type SparseMatrix, trainSoftmax } from "../model/softmax.ts";
import { buildTermIndex, type EntryText, type TermIndex } from "../model/terms.ts";
import type { MatcherOptions } from "../options.ts";
import { compoundSplitters } from "../question/compounds.ts";
import { type EqualQuestions, type IsStopWord, indexQuestions } from "../question/equal-questions.ts";
import { type LanguageTools, languageTools } from "../question/language-tools.ts";
import { type Drafts, readDrafts } from "./drafts.ts";
import { type Example, examplesOf } from "./examples.ts";
import type { Curriculum, ReadWords } from "./learnables.ts";
import { usesOf, type Vocabulary, vocabularyOf } from "./vocabulary.ts";

/** A pack prepared for training: everything that the rounds of cross-validation and the final model share. */
export interface Lesson {
  readonly ids: readonly string[];
  readonly languages: readonly Language[];
  readonly tools: ReadonlyMap<Language, LanguageTools>;
  readonly vocabulary: Vocabulary;
  readonly examples: readonly Example[];
  readonly space: FeatureSpace;
  readonly matrix: SparseMatrix;
  readonly bodies: readonly EntryText[];
  readonly drafts: Drafts;
  readonly equal: EqualQuestions;
}

/** Beyond this many features, the rarest are left out: this bounds memory for packs of a thousand entries. */
const MOST_FEATURES = 120_000;

export function prepareLesson(curriculum: Curriculum, options: MatcherOptions): Lesson {
  const { languages, ids, learnables } = curriculum;
  const tools = new Map(languages.map((language) => [language, languageTools(language, options.commonWords(language))]));
  const wordsOf = (text: string, language: Language) => tools.get(language)?.words(text) ?? splitWords(text);
  const vocabulary = vocabularyOf(curriculum, tools);
  const uses = usesOf(vocabulary, languages);
  const splitters = compoundSplitters(uses, tools, options.isStopWord);
  // Also maps each word to a single string, so that a word that is used a thousand times is kept in memory once.
  const meant = new Map([...[...uses.frequencies.keys()].map((word) => [word, word] as const), ...vocabulary.slips]);
  const read = (text: string, language: Language) =>
    wordsOf(text, language)
      .map((word) => meant.get(word) ?? word)
      .flatMap((word) => splitters.get(language)?.(word) ?? word);
  const drafts = readDrafts(curriculum, options.synonyms, tools, read);
  const examples = examplesOf(curriculum, options.background, tools, read, drafts);
  const texts = examples.map(({ words, language }) => ({ words, stem: tools.get(language)?.stem ?? stripAccents }));
  const space = buildFeatureSpace(texts, MOST_FEATURES);
  const vectorise = createVectoriser(space);
  const matrix = compress(texts, ({ words, stem }) => vectorise(words, stem), space.weights.length);
  const bodies = learnables.map(({ entry, language, body }): EntryText => {
    const words = body.flatMap(sentences).flatMap((text) => read(text, language));
    return { entry, language, words: [...words, ...drafts.findSynonyms(words, language)], isName: false };
  });
  const equal = equalQuestionsOf(curriculum, read, options.isStopWord);
  return { ids, languages, tools, vocabulary, examples, space, matrix, bodies, drafts, equal };
}

function equalQuestionsOf({ learnables, ambiguous }: Curriculum, read: ReadWords, isStopWord: IsStopWord): EqualQuestions {
  const asked = learnables.flatMap(({ entry, language, names, questions }) =>
    [...names.slice(0, 1), ...questions].map((text) => ({ words: read(text, language), language, entry })),
  );
  const open = ambiguous.map(({ question, language, entries }) => ({ words: read(question, language), entries }));
  return indexQuestions(asked, open, isStopWord);
}

/** Trains the model on some of the examples. */
export function trainOn(
  lesson: Lesson,
  rows: Int32Array,
  passes: number,
  seeds: readonly number[],
  onPass?: (share: number) => void,
): LinearModel {
  const { matrix, examples, ids } = lesson;
  const labels = examples.map((example) => example.labels);
  return trainSoftmax(matrix, { rows, labels, classCount: ids.length + 1, passes, seeds, onPass });
}

/** Indexes the terms of some of the examples, and of the texts of the entries that are not left out. */
export function termsOf(
  { examples, ids, bodies, tools }: Lesson,
  rows: Int32Array,
  isLeftOut: (entry: number) => boolean,
): TermIndex {
  const names = Array.from(rows).flatMap((row): EntryText[] => {
    const example = examples[row];
    if (example === undefined || example.isText) return [];
    const { language, words, labels } = example;
    return labels.filter((label) => label < ids.length).map((entry) => ({ entry, language, words, isName: true }));
  });
  const texts = [...bodies.filter(({ entry }) => !isLeftOut(entry)), ...names];
  return buildTermIndex(texts, ids.length, new Map([...tools].map(([language, { stem }]) => [language, stem])));
}

/** Indexes the sentences of drafts, without those of entries that are left out. Returns undefined if the pack is not a draft in any language. */
export function passageIndexOf(
  { drafts: { languages, passages }, tools }: Lesson,
  isLeftOut: (entry: number) => boolean,
): PassageIndex | undefined {
  if (languages.size === 0) return undefined;
  const own = [...tools].filter(([language]) => languages.has(language));
  const stemmers = new Map(own.map(([language, { stem }]) => [language, stem]));
  return indexPassages(
    passages.filter(({ entry }) => !isLeftOut(entry)),
    stemmers,
  );
}
