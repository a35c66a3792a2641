import type { Entry, Language } from "../../model.ts";
import { sentences } from "../../text/words.ts";
import { unlike } from "../learn/examples.ts";
import { buildFeatureSpace, createVectoriser } from "../model/features.ts";
import { compress, trainSoftmax } from "../model/softmax.ts";
import { buildTermIndex, type EntryText } from "../model/terms.ts";
import type { IsStopWord } from "../question/equal-questions.ts";
import { indexQuestions } from "../question/equal-questions.ts";
import type { LanguageTools } from "../question/language-tools.ts";
import type { RankedModel } from "../rank.ts";
import type { OtherQuestions } from "./others.ts";

/** What was learned of a workspace's own entries. */
export interface OwnModel extends RankedModel {
  readonly languages: readonly Language[];
  /** How often the entries use each word. */
  readonly frequencies: ReadonlyMap<string, number>;
}

const PASSES = 6;
const SEEDS = [1, 2];
/** Fifty entries with twenty ways of asking each have fewer features. */
const MOST_FEATURES = 20_000;

/** A text of one of the workspace's own entries, or a text about something else, which has no entry. */
interface Example {
  readonly words: readonly string[];
  readonly language: Language;
  readonly entry: number | undefined;
}

/**
 * Trains a small model of how a workspace's own entries are asked for, to be used beside the shared model. Takes some hundredths of a second for three entries.
 * The model has only the features of those entries, which keeps it small; everything else in a question counts as words that they lack. No decision model is
 * trained, since a handful of ways of asking is too little: the prior, fitted on other packs, is used instead. Deterministic.
 * @param othersIn the questions of each language that are about none of these entries
 */
export function learnOwn(
  entries: readonly Entry[],
  othersIn: OtherQuestions,
  tools: ReadonlyMap<Language, LanguageTools>,
  isStopWord: IsStopWord,
): OwnModel {
  const ids = [...new Set(entries.map(({ id }) => id))];
  const languages = [...new Set(entries.map(({ language }) => language))];
  const wordsOf = (text: string, language: Language) => tools.get(language)?.words(text) ?? [];
  const stemOf = (language: Language) => tools.get(language)?.stem ?? ((word: string) => word);
  const names = entries.flatMap((entry) =>
    [entry.title, ...entry.keywords, ...(entry.proposed ?? []), ...entry.questions].map((text) => exampleOf(entry, text)),
  );
  const texts = entries.flatMap((entry) =>
    [entry.summary, ...entry.points, ...entry.steps, ...entry.more].flatMap(sentences).map((text) => exampleOf(entry, text)),
  );

  function exampleOf({ id, language }: Entry, text: string): Example & EntryText {
    return { entry: ids.indexOf(id), language, words: wordsOf(text, language), isName: true };
  }

  /** Leaves out questions for a shared entry with the id of an own one, and those much like an own entry's: they would be false negatives in training. */
  function others(language: Language): readonly Example[] {
    const isOther = unlike(names, language, tools.get(language));
    return othersIn(language)
      .filter(({ words, entry }) => !(entry !== undefined && ids.includes(entry)) && isOther(words))
      .map(({ words }) => ({ words, language, entry: undefined }));
  }

  const examples = [...names, ...languages.flatMap(others)];
  const stemmable = ({ words, language }: Example) => ({ words, stem: stemOf(language) });
  const space = buildFeatureSpace(names.map(stemmable), MOST_FEATURES);
  const vectorise = createVectoriser(space);
  const matrix = compress(examples, ({ words, language }) => vectorise(words, stemOf(language)), space.weights.length);
  const model = trainSoftmax(matrix, {
    rows: Int32Array.from(examples.keys()),
    labels: examples.map(({ entry }) => [entry ?? ids.length]),
    classCount: ids.length + 1,
    passes: PASSES,
    seeds: SEEDS,
  });
  const stemmers = new Map(languages.map((language) => [language, stemOf(language)]));
  const bodies = texts.map((text) => ({ ...text, isName: false }));
  const asked = entries.flatMap((entry) => [entry.title, ...entry.questions].map((text) => exampleOf(entry, text)));
  return {
    ids,
    languages,
    space,
    model,
    terms: buildTermIndex([...bodies, ...names], ids.length, stemmers),
    equal: indexQuestions(asked, [], isStopWord),
    frequencies: frequenciesOf([...names, ...texts]),
  };
}

function frequenciesOf(examples: readonly Pick<Example, "words">[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of examples) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
