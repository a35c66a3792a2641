import type { Language, Pack } from "../model.ts";
import { seededRandom } from "../text/random.ts";
import { createDecoyMaker } from "./learn/decoys.ts";
import { type Curriculum, curriculumOf } from "./learn/learnables.ts";
import { type Lesson, passageIndexOf, prepareLesson, termsOf, trainOn } from "./learn/lesson.ts";
import { type KindOfTrial, runTrials, weighTrials } from "./learn/trials.ts";
import { type ConditionalLogit, fitConditionalLogit, type Prior } from "./model/conditional-logit.ts";
import type { MatcherOptions } from "./options.ts";
import { createEvidenceReader, type EvidenceModel } from "./question/evidence-reader.ts";
import { selfTestOf } from "./self-test.ts";
import type { TrainedPack } from "./trained-pack.ts";

const PASSES = 6;
/** The models of cross-validation rounds only have to be good enough to rank entries, so they take fewer passes. */
const PASSES_IN_ROUNDS = 4;
/**
 * A model is trained from each of these seeds and their weights are averaged, since the results of two runs differ in up to two questions in a hundred. A large
 * pack, whose models differ less, needs fewer.
 */
const SEEDS = { small: [1, 2, 3, 4], large: [1, 2, 3] };
/** The number of examples from which a pack is large. */
const LARGE = 12_000;
const ROUND_SEEDS = [1];
/** How much a prior counts for, in trials: the decision model of other packs, and that of all languages when one for a single language is fitted. */
const PRIOR_TRIALS = 200;
const JOINT_TRIALS = 100;

/** Called with the progress of training, 0–1. */
export type OnProgress = (share: number) => void;

/** One half of what is learned from a pack: how its entries are asked for. */
export type TrainedModel = Omit<TrainedPack, "decisions" | "selfTest">;
/** The other half: when to answer. Neither half needs the other, so two processes can each train one. */
export type TrainedDecision = Pick<TrainedPack, "decisions" | "selfTest">;

/** Trains a pack, which takes seconds for thousands of questions. Deterministic. */
export function trainPack(pack: Pack, options: MatcherOptions): TrainedPack {
  const curriculum = curriculumOf(pack);
  const lesson = prepareLesson(curriculum, options);
  return { ...decisionFrom(lesson, options, () => undefined), ...modelFrom(lesson, () => undefined) };
}

/** Learns how a pack's entries are asked for. */
export function trainModel(pack: Pack, options: MatcherOptions, onProgress: OnProgress): TrainedModel {
  return modelFrom(prepareLesson(curriculumOf(pack), options), onProgress);
}

/** Learns when to answer, by cross-validation: models trained on parts of the pack are asked the questions they have not seen. */
export function trainDecision(pack: Pack, options: MatcherOptions, onProgress: OnProgress): TrainedDecision {
  return decisionFrom(prepareLesson(curriculumOf(pack), options), options, onProgress);
}

function modelFrom(lesson: Lesson, onProgress: OnProgress): TrainedModel {
  const { ids, vocabulary, equal } = lesson;
  return { ...modelOf(lesson, onProgress), ids, vocabulary, equal };
}

function decisionFrom(lesson: Lesson, options: MatcherOptions, onProgress: OnProgress): TrainedDecision {
  const trials = trialsOf(lesson, onProgress);
  const decisions = decisionsOf(trials, lesson, options);
  return { decisions, selfTest: selfTestOf(trials, lesson.examples, decisions) };
}

/** Learns how a pack's entries are asked for, but not when to answer. */
export function learnModel(curriculum: Curriculum, options: MatcherOptions): EvidenceModel {
  return modelOf(prepareLesson(curriculum, options), () => undefined);
}

function modelOf(lesson: Lesson, onPass: OnProgress): EvidenceModel {
  const all = Int32Array.from(lesson.examples.keys());
  const model = trainOn(lesson, all, PASSES, seedsFor(all.length), onPass);
  return { space: lesson.space, model, ...indexesOf(lesson, all, () => false) };
}

/** Indexes the words that the entries use and, for drafts, the words of each sentence. */
function indexesOf(
  lesson: Lesson,
  rows: Int32Array,
  isLeftOut: (entry: number) => boolean,
): Omit<EvidenceModel, "space" | "model"> {
  const passages = passageIndexOf(lesson, isLeftOut);
  return { terms: termsOf(lesson, rows, isLeftOut), ...(passages === undefined ? {} : { passages }) };
}

function seedsFor(examples: number): readonly number[] {
  return examples < LARGE ? SEEDS.small : SEEDS.large;
}

function trialsOf(lesson: Lesson, onRound: OnProgress): KindOfTrial[] {
  const { ids, examples, tools, vocabulary, space } = lesson;
  if (ids.length === 0) return [];
  const decoyMakers = new Map(
    [...tools].map(([language, { commonWords, importance }]) => {
      const replacements = commonWords.length > 0 ? commonWords : vocabulary.words.split("\n");
      return [language, createDecoyMaker(replacements, importance, seededRandom(1))];
    }),
  );
  const learnRound = (rows: Int32Array, isLeftOut: (entry: number) => boolean) => {
    const model = trainOn(lesson, rows, PASSES_IN_ROUNDS, ROUND_SEEDS);
    const read = createEvidenceReader({ space, model, ...indexesOf(lesson, rows, isLeftOut) }, tools);
    return (words: readonly string[], language: Language) => read(words, language).evidence;
  };
  return runTrials(examples, ids.length, learnRound, decoyMakers, onRound);
}

/**
 * Fits the decision models: one for all languages, with the one of other packs as its prior, and one for each language, with the one for all languages as its
 * prior. Nothing is fitted in a language in which the pack is a draft, where the decision model of other drafts is used. Most of a draft's ways of asking are
 * proposals, which do not show how people ask, and background questions would outweigh the rest.
 */
function decisionsOf(
  all: readonly KindOfTrial[],
  { languages, drafts }: Lesson,
  { prior, draftPrior }: MatcherOptions,
): Record<Language, ConditionalLogit> {
  const trials = all.filter(({ language }) => !drafts.languages.has(language));
  const fitted = (of: readonly KindOfTrial[], from: Prior) => fitConditionalLogit(weighTrials(of), from);
  const joint = trials.length === 0 ? prior : fitted(trials, { logit: prior, trials: PRIOR_TRIALS });
  const own = languages.map((language): [Language, ConditionalLogit] => {
    if (drafts.languages.has(language)) return [language, draftPrior];
    const ofLanguage = languages.length === 1 ? [] : trials.filter((trial) => trial.language === language);
    return [language, ofLanguage.length === 0 ? joint : fitted(ofLanguage, { logit: joint, trials: JOINT_TRIALS })];
  });
  return { "": joint, ...Object.fromEntries(own) };
}
