import type { Language, Pack } from "../model.ts";
import { seededRandom } from "../text/random.ts";
import { type ConditionalLogit, fitConditionalLogit, type Prior } from "./conditional-logit.ts";
import { createDecoyMaker } from "./decoys.ts";
import { type Example, examplesOf } from "./examples.ts";
import { buildFeatureSpace, createVectoriser, type FeatureSpace } from "./features.ts";
import { createEvidenceReader } from "./evidence-reader.ts";
import { createLanguageTools, type LanguageTools } from "./language-tools.ts";
import { type Curriculum, curriculumOf } from "./learnables.ts";
import type { MatcherOptions } from "./matcher.ts";
import { compress, type LinearModel, trainSoftmax } from "./softmax.ts";
import { findSlips } from "./spelling.ts";
import { buildTermIndex, type EntryText, type TermIndex } from "./terms.ts";
import { type KindOfTrial, runTrials, weighTrials } from "./trials.ts";
import { splitWords } from "../text/words.ts";

/** What training a pack yields: plain data that can be kept for the next start. */
export interface TrainedPack {
  /** Ids of the entries, by their numbers in the model. */
  readonly ids: readonly string[];
  readonly space: FeatureSpace;
  readonly model: LinearModel;
  readonly terms: TermIndex;
  /** For each language of the pack, and under "" for all others. */
  readonly decisions: Readonly<Record<Language, ConditionalLogit>>;
  readonly vocabulary: Vocabulary;
}

/** The pack's words, for corrections. */
export interface Vocabulary {
  /** Separated by line ends. */
  readonly words: string;
  /** How often each is used. */
  readonly counts: Uint32Array;
  /** Words that are slips, and what was meant. */
  readonly slips: readonly (readonly [string, string])[];
}

/** The rarest features beyond so many are left out: bounds memory in packs of a thousand entries. */
const MOST_FEATURES = 120_000;
const PASSES = 8;
/** Models of the rounds need to be as good as their place in the ranking, no better. */
const PASSES_IN_ROUNDS = 4;
const SEEDS = [1, 2];
/** What the decision learned on other packs counts for, in trials of this one, and all languages together for each. */
const PRIOR_TRIALS = 200;
const JOINT_TRIALS = 100;

/** How far training is, 0–1. */
export type OnProgress = (share: number) => void;

/** Trains a pack: seconds of work for thousands of questions. Deterministic. */
export function trainPack(pack: Pack, options: MatcherOptions, onProgress: OnProgress = () => undefined): TrainedPack {
  const curriculum = curriculumOf(pack);
  const learned = learn(curriculum, options, onProgress);
  const { prior } = options;
  return {
    ...learned.trained,
    decisions: learned.trials.length === 0 ? { "": prior } : decisionsOf(learned.trials, curriculum, prior),
  };
}

/** One decision for all languages, drawn to what other packs taught; one for each language, drawn to that one. */
function decisionsOf(
  trials: readonly KindOfTrial[],
  { languages }: Curriculum,
  prior: ConditionalLogit,
): Record<Language, ConditionalLogit> {
  const fit = (of: readonly KindOfTrial[], from: Prior) => fitConditionalLogit(weighTrials(of), from);
  const joint = fit(trials, { logit: prior, trials: PRIOR_TRIALS });
  const own = languages.map((language): [Language, ConditionalLogit] => {
    const ofLanguage = languages.length === 1 ? [] : trials.filter((trial) => trial.language === language);
    return [language, ofLanguage.length === 0 ? joint : fit(ofLanguage, { logit: joint, trials: JOINT_TRIALS })];
  });
  return { "": joint, ...Object.fromEntries(own) };
}

interface Learned {
  readonly trained: Omit<TrainedPack, "decisions">;
  readonly trials: readonly KindOfTrial[];
  readonly examples: readonly Example[];
}

/** Learns everything but the decision, and gathers the trials for that. */
export function learn(curriculum: Curriculum, options: MatcherOptions, onProgress: OnProgress): Learned {
  const { languages, ids } = curriculum;
  const tools = new Map(
    languages.map((language) => [language, createLanguageTools(language, options.commonWords(language))]),
  );
  const vocabulary = vocabularyOf(curriculum, tools);
  const slips = new Map(vocabulary.slips);
  const examples = examplesOf(curriculum, options.background, tools, (text, language) =>
    (tools.get(language)?.words(text) ?? splitWords(text)).map((word) => slips.get(word) ?? word),
  );
  const space = buildFeatureSpace(
    examples.map(({ words }) => words),
    MOST_FEATURES,
  );
  const vectorise = createVectoriser(space);
  const matrix = compress(
    examples.map(({ words }) => vectorise(words)),
    space.weights.length,
  );
  const labels = Int32Array.from(examples, ({ label }) => label);
  const classCount = ids.length + 1;
  const bodies = curriculum.learnables.map(
    ({ entry, language, body }): EntryText => ({
      entry,
      language,
      words: body.flatMap((text) => text.split(/(?<=[.!?])\s+/u)).flatMap((text) => tools.get(language)?.words(text) ?? []),
      isName: false,
    }),
  );
  const stemmers = new Map([...tools].map(([language, { stem }]) => [language, stem]));
  const termsOf = (rows: Int32Array, isLeftOut: (entry: number) => boolean) =>
    buildTermIndex(
      [
        ...bodies.filter(({ entry }) => !isLeftOut(entry)),
        ...Array.from(rows, (row) => examples[row])
          .filter((example) => example !== undefined && example.label < ids.length)
          .map((example) => ({ ...(example as Example), entry: (example as Example).label, isName: true })),
      ],
      ids.length,
      stemmers,
    );
  const train = (rows: Int32Array, passes: number, seeds: readonly number[]) =>
    trainSoftmax(matrix, { rows, labels, classCount, passes, seeds });
  const decoyMakers = new Map(
    [...tools].map(([language, { commonWords, importance }]) => {
      const replacements = commonWords.length > 0 ? commonWords : vocabulary.words.split("\n");
      return [language, createDecoyMaker(replacements, importance, seededRandom(1))];
    }),
  );
  const trials =
    ids.length === 0
      ? []
      : runTrials(
          examples,
          ids.length,
          (rows, isLeftOut) => {
            const model = train(rows, PASSES_IN_ROUNDS, SEEDS.slice(0, 1));
            const terms = termsOf(rows, isLeftOut);
            return createEvidenceReader({ space, model, terms }, tools);
          },
          decoyMakers,
        );
  const all = Int32Array.from(examples.keys());
  const model = train(all, PASSES, SEEDS);
  const terms = termsOf(all, () => false);
  return { trained: { ids, space, model, terms, vocabulary }, trials, examples };
}

function vocabularyOf({ learnables }: Curriculum, tools: ReadonlyMap<Language, LanguageTools>): Vocabulary {
  const frequencies = new Map<string, number>();
  const inProse = new Set<string>();
  for (const { language, names, questions, body } of learnables) {
    const wordsOf = (text: string) => tools.get(language)?.words(text) ?? splitWords(text);
    const count = (word: string) => frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
    for (const text of [...names.slice(1), ...questions]) for (const word of wordsOf(text)) count(word);
    for (const text of [...names.slice(0, 1), ...body]) {
      for (const word of text.split(/(?<=[.!?])\s+/u).flatMap(wordsOf)) {
        count(word);
        inProse.add(word);
      }
    }
  }
  const isKnown = (word: string) =>
    inProse.has(word) || [...tools.values()].some(({ importance, commonWords }) => commonWords.length > 0 && importance(word) < 1);
  return {
    words: [...frequencies.keys()].join("\n"),
    counts: Uint32Array.from(frequencies.values()),
    slips: [...findSlips(frequencies, isKnown)],
  };
}
