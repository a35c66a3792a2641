import type { DecoyMaker } from "./decoys.ts";
import { type EvidenceSources, type Example, learnEvidence, type QuestionEvidence } from "./evidence.ts";
import { fitLogistic, type LogisticModel, probability } from "./logistic-regression.ts";

/** What turns evidence into probabilities, as plain data. */
export interface Calibration {
  readonly answered: LogisticModel;
  readonly inScope: LogisticModel;
}

const FOLDS = 5;
/** So many known questions tell enough: a large pack needs not all rounds. */
const ENOUGH_KNOWN = 1_500;

/** One text judged by a model that had not seen it. */
interface Trial {
  readonly evidence: QuestionEvidence;
  /** False for a decoy, and where the question's whole entry was left out: to this model it is off the topic. */
  readonly known: boolean;
  readonly right: boolean;
}

/**
 * Calibrates on the pack itself, without any off-topic data. In each of five rounds a fifth of the entries is left out
 * whole, so that their questions are off the topic but close to it; a fifth of the other questions is left out to see
 * how often the best candidate is right; and decoys of these stand for everything further off.
 * @param isQuestion whether an example may be left out: questions may, titles and keywords stay
 */
export function calibrate(
  sources: EvidenceSources,
  isQuestion: (example: number) => boolean,
  makeDecoy: DecoyMaker,
): Calibration {
  const trials: Trial[] = [];
  let known = 0;
  for (let fold = 0; fold < FOLDS && known < ENOUGH_KNOWN; fold++) {
    const round = runRound(sources, fold, isQuestion, makeDecoy);
    known += round.filter((trial) => trial.known).length;
    trials.push(...round);
  }
  const rows = trials.map(({ evidence }) => calibrationFeatures(evidence));
  return {
    answered: fitLogistic(
      rows,
      trials.map(({ right }) => right),
    ),
    inScope: fitLogistic(
      rows,
      trials.map((trial) => trial.known),
    ),
  };
}

/** The probability (0–1) that the best candidate is the answer. */
export function answerProbability(calibration: Calibration, evidence: QuestionEvidence): number {
  return probability(calibration.answered, calibrationFeatures(evidence));
}

/** The probability (0–1) that the question is about something in the pack. */
export function scopeProbability(calibration: Calibration, evidence: QuestionEvidence): number {
  return probability(calibration.inScope, calibrationFeatures(evidence));
}

function runRound(
  sources: EvidenceSources,
  fold: number,
  isQuestion: (example: number) => boolean,
  makeDecoy: DecoyMaker,
): Trial[] {
  const isLeftOut = (entry: number) => entry % FOLDS === fold;
  const training: Example[] = [];
  const testing: Example[] = [];
  const asked = new Array<number>(sources.entryCount).fill(0);
  sources.examples.forEach((example, index) => {
    const turn = asked[example.entry] ?? 0;
    if (isQuestion(index)) asked[example.entry] = turn + 1;
    const tested = isQuestion(index) && (isLeftOut(example.entry) ? turn % 2 === 0 : (turn + example.entry) % FOLDS === fold);
    if (tested) testing.push(example);
    else if (!isLeftOut(example.entry)) training.push(example);
  });
  const { gather } = learnEvidence({
    ...sources,
    examples: training,
    bodies: sources.bodies.map((body, entry) => (isLeftOut(entry) ? [] : body)),
  });
  return testing.flatMap(({ words, entry }): Trial[] => {
    const evidence = gather(words);
    if (isLeftOut(entry)) return [{ evidence, known: false, right: false }];
    const decoys = [1, 2].flatMap((kept) => {
      const decoy = makeDecoy(words, kept);
      return decoy === undefined ? [] : [{ evidence: gather(decoy), known: false, right: false }];
    });
    return [{ evidence, known: true, right: evidence.candidates[0]?.entry === entry }, ...decoys];
  });
}

/** What the probabilities depend on: each piece of evidence, its square, and the products of two, since one weighs more beside another. */
function calibrationFeatures({ candidates, unknownShare }: QuestionEvidence): number[] {
  const [best, next] = candidates;
  const margin = best === undefined ? 0 : best.total - (next?.total ?? 0);
  const { classifier = 0, nearest = 0, coveredShare = 0, coveredWeight = 0 } = best ?? {};
  const evidence = [classifier, margin, nearest, coveredShare, coveredWeight, unknownShare];
  const products = evidence.flatMap((one, index) => evidence.slice(index).map((other) => one * other));
  return [...evidence, ...products];
}
