import { solve } from "./linear-algebra.ts";

/** The features of each candidate, as many for each, and those of "none of them", of which the last is always 1. */
export interface Evidence {
  readonly candidates: readonly { readonly features: readonly number[] }[];
  readonly none: readonly number[];
}

/** What a fitted conditional logit needs to decide: coefficients of standardised features, those of a candidate before those of "none of them". */
export interface FittedLogit {
  readonly coefficients: readonly number[];
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

/**
 * A fitted conditional logit ("which of the candidates, or none of them"; McFadden 1974), as plain data. It holds what a later fit needs to use it as a prior:
 * the curvature of the log-likelihood, too.
 */
export interface ConditionalLogit extends FittedLogit {
  /** The mean (Fisher) information of one trial, as a square matrix. */
  readonly curvature: readonly (readonly number[])[];
}

/** A question whose right answer is known. */
export interface Trial {
  readonly evidence: Evidence;
  /** The position of the right candidate; undefined: none of them. */
  readonly right: number | undefined;
  readonly weight: number;
}

/** A model that was fitted elsewhere, and the number of trials that it counts for. */
export interface Prior {
  readonly logit: ConditionalLogit;
  readonly trials: number;
}

const ITERATIONS = 25;
const SMALLEST_GAIN = 1e-3;
const SMALLEST_STEP = 1e-3;
/** Ridge penalties on standardised features: without a prior, and with one, whose curvature may leave a direction unconstrained. */
const RIDGE = 3;
const RIDGE_BESIDE_PRIOR = 0.3;

/** Returns the probability of each candidate, followed by that of none of them. */
export function probabilities(logit: FittedLogit, evidence: Evidence): number[] {
  return softmax(standardise(evidence, logit), logit.coefficients);
}

/**
 * Fits by Newton's method with step halving. Every trial has the same number of features.
 * @param prior the model whose coefficients the fit is drawn to, as strongly as its curvature says; features are standardised with its means and deviations
 * @param ridge the penalty on the squares of the coefficients of standardised features, or of their distance to those of the prior
 */
export function fitConditionalLogit(
  trials: readonly Trial[],
  prior?: Prior,
  ridge = prior === undefined ? RIDGE : RIDGE_BESIDE_PRIOR,
): ConditionalLogit {
  const scale = prior === undefined ? scaleOf(trials) : prior.logit;
  const rows = trials.map(({ evidence, right, weight }) => ({ ...standardise(evidence, scale), right, weight }));
  const start = prior?.logit.coefficients ?? new Array<number>(scale.means.length).fill(0);
  const penalty = penaltyOf(prior, scale.means.length, ridge);
  let coefficients = [...start];
  let loss = lossOf(rows, coefficients, start, penalty);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const { gradient, hessian } = derivatives(rows, coefficients);
    const pull = multiply(penalty, difference(coefficients, start));
    const step = solve(
      hessian.map((row, i) => row.map((value, j) => value + (penalty[i]?.[j] ?? 0))),
      gradient.map((value, i) => value - (pull[i] ?? 0)),
    );
    const before = loss;
    for (let length = 1; length > SMALLEST_STEP; length /= 2) {
      const next = coefficients.map((value, i) => value + length * (step[i] ?? 0));
      const nextLoss = lossOf(rows, next, start, penalty);
      if (nextLoss >= loss) continue;
      coefficients = next;
      loss = nextLoss;
      break;
    }
    if (before - loss < SMALLEST_GAIN) break;
  }
  const { hessian } = derivatives(rows, coefficients);
  const mass = Math.max(1, trials.length);
  return {
    coefficients,
    means: scale.means,
    deviations: scale.deviations,
    curvature: hessian.map((row) => row.map((value) => value / mass)),
  };
}

type Scale = Pick<FittedLogit, "means" | "deviations">;

interface Standardised {
  readonly candidates: readonly (readonly number[])[];
  readonly none: readonly number[];
}

interface Row extends Standardised {
  readonly right: number | undefined;
  readonly weight: number;
}

function standardise({ candidates, none }: Evidence, { means, deviations }: Scale): Standardised {
  const scaled = (value: number, at: number) => (value - (means[at] ?? 0)) / (deviations[at] ?? 1);
  return {
    candidates: candidates.map(({ features }) => features.map(scaled)),
    none: none.map((value, at) => scaled(value, means.length - none.length + at)),
  };
}

/** Returns the means and standard deviations of the features, such that the last one, a constant, keeps its value. */
function scaleOf(trials: readonly Trial[]): Scale {
  const ofCandidates = trials.flatMap(({ evidence }) => evidence.candidates.map(({ features }) => features));
  const ofNone = trials.map(({ evidence }) => evidence.none);
  const columns = [...columnsOf(ofCandidates), ...columnsOf(ofNone)];
  const constant = columns.length - 1;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const means = columns.map((values, at) => (at === constant ? 0 : mean(values)));
  const deviations = columns.map((values, at) =>
    at === constant ? 1 : Math.sqrt(mean(values.map((value) => (value - (means[at] ?? 0)) ** 2))) || 1,
  );
  return { means, deviations };
}

function columnsOf(rows: readonly (readonly number[])[]): number[][] {
  return (rows[0] ?? []).map((_, at) => rows.map((row) => row[at] ?? 0));
}

function softmax({ candidates, none }: Standardised, coefficients: readonly number[]): number[] {
  const utilities = candidates.map((features) => dot(features, coefficients, 0));
  utilities.push(dot(none, coefficients, coefficients.length - none.length));
  const most = Math.max(...utilities);
  const powers = utilities.map((utility) => Math.exp(utility - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function lossOf(
  rows: readonly Row[],
  coefficients: readonly number[],
  start: readonly number[],
  penalty: readonly (readonly number[])[],
): number {
  const away = difference(coefficients, start);
  const penalised = 0.5 * dot(away, multiply(penalty, away), 0);
  return rows.reduce((sum, row) => {
    const chances = softmax(row, coefficients);
    return sum - row.weight * Math.log((chances[row.right ?? row.candidates.length] ?? 0) + 1e-12);
  }, penalised);
}

/** Returns the gradient and the negative Hessian of the log-likelihood, as weighted sums over trials. */
function derivatives(rows: readonly Row[], coefficients: readonly number[]): { gradient: number[]; hessian: number[][] } {
  const size = coefficients.length;
  const gradient = new Array<number>(size).fill(0);
  const hessian = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const { candidates, none, right, weight } of rows) {
    const chances = softmax({ candidates, none }, coefficients);
    // Each alternative is a row of all features: a candidate has zeros for those of "none of them", and the other way round.
    const alternatives = [
      ...candidates.map((features) => ({ features, offset: 0 })),
      { features: none, offset: size - none.length },
    ];
    const mean = new Array<number>(size).fill(0);
    alternatives.forEach(({ features, offset }, at) => {
      const chance = chances[at] ?? 0;
      const surprise = weight * ((at === (right ?? candidates.length) ? 1 : 0) - chance);
      features.forEach((value, i) => {
        gradient[offset + i] = (gradient[offset + i] ?? 0) + surprise * value;
        mean[offset + i] = (mean[offset + i] ?? 0) + chance * value;
        const row = hessian[offset + i] ?? [];
        for (let j = 0; j < features.length; j++) {
          row[offset + j] = (row[offset + j] ?? 0) + weight * chance * value * (features[j] ?? 0);
        }
      });
    });
    for (let i = 0; i < size; i++) {
      const row = hessian[i] ?? [];
      for (let j = 0; j < size; j++) row[j] = (row[j] ?? 0) - weight * (mean[i] ?? 0) * (mean[j] ?? 0);
    }
  }
  return { gradient, hessian };
}

function penaltyOf(prior: Prior | undefined, size: number, ridge: number): number[][] {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => {
      const pull = prior === undefined ? 0 : prior.trials * (prior.logit.curvature[i]?.[j] ?? 0);
      return pull + (i === j ? ridge : 0);
    }),
  );
}

function dot(a: readonly number[], b: readonly number[], offset: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[offset + i] as number);
  return sum;
}

const difference = (a: readonly number[], b: readonly number[]) => a.map((value, i) => value - (b[i] ?? 0));
const multiply = (matrix: readonly (readonly number[])[], vector: readonly number[]) => matrix.map((row) => dot(row, vector, 0));
