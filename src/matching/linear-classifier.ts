import { seededRandom, shuffledIndices } from "../text/random.ts";
import type { SparseVector } from "./features.ts";

/**
 * A trained classifier, as plain data. Feature f weighs on class `classes[k]` with `weights[k]`, for k from `starts[f]` to
 * `starts[f + 1]`.
 */
export interface LinearClassifier {
  readonly starts: Int32Array;
  readonly classes: Int32Array;
  readonly weights: Float32Array;
  readonly biases: Float64Array;
}

export interface TrainingOptions {
  /** Cost of a violated margin (C in Hsieh et al. 2008). */
  readonly cost: number;
  /** How much dearer a missed positive is: each class has far fewer examples than the rest together. */
  readonly positiveWeight: number;
  readonly passes: number;
}

export const DEFAULT_TRAINING: TrainingOptions = { cost: 0.5, positiveWeight: 3, passes: 8 };

/** The constant feature behind the bias. A small one keeps a class's bias from standing in for evidence. */
const BIAS_FEATURE = 0.3;
/** Weights smaller than this move no score visibly and are not kept. */
const SMALLEST_WEIGHT = 0.01;
/** An example so far on the right side of the margin is not looked at again until the last pass. */
const SHRINKING_MARGIN = 0.3;

/** The examples as one compressed matrix: row r has the entries from `starts[r]` to `starts[r + 1]`. */
interface Rows {
  readonly starts: Int32Array;
  readonly ids: Int32Array;
  readonly values: Float64Array;
  readonly squaredLengths: Float64Array;
}

function compress(vectors: readonly SparseVector[]): Rows {
  const total = vectors.reduce((sum, vector) => sum + vector.ids.length, 0);
  const rows: Rows = {
    starts: new Int32Array(vectors.length + 1),
    ids: new Int32Array(total),
    values: new Float64Array(total),
    squaredLengths: new Float64Array(vectors.length),
  };
  let position = 0;
  vectors.forEach((vector, row) => {
    rows.starts[row] = position;
    rows.ids.set(vector.ids, position);
    rows.values.set(vector.values, position);
    rows.squaredLengths[row] = vector.values.reduce((sum, value) => sum + value * value, 0);
    position += vector.ids.length;
  });
  rows.starts[vectors.length] = position;
  return rows;
}

/**
 * Trains one class against the rest: L2-regularised squared-hinge support vector machine by dual coordinate descent
 * (Hsieh et al., "A dual coordinate descent method for large-scale linear SVM", ICML 2008), with a bias.
 * Writes the weights, the bias last, into `weights`, which must come in all zero.
 */
function trainClass(
  rows: Rows,
  labels: Int32Array,
  target: number,
  order: Int32Array,
  options: TrainingOptions,
  weights: Float64Array,
): void {
  const { starts, ids, values, squaredLengths } = rows;
  const bias = weights.length - 1;
  const multipliers = new Float64Array(labels.length);
  const settled = new Uint8Array(labels.length);
  const softnessOf = { positive: 1 / (2 * options.cost * options.positiveWeight), rest: 1 / (2 * options.cost) };
  for (let pass = 0; pass < options.passes; pass++) {
    const lastPass = pass === options.passes - 1;
    for (let position = 0; position < order.length; position++) {
      const row = order[position] as number;
      if (settled[row] === 1 && !lastPass) continue;
      const positive = labels[row] === target;
      const sign = positive ? 1 : -1;
      const softness = positive ? softnessOf.positive : softnessOf.rest;
      const end = starts[row + 1] as number;
      let product = BIAS_FEATURE * (weights[bias] as number);
      for (let k = starts[row] as number; k < end; k++) {
        product += (values[k] as number) * (weights[ids[k] as number] as number);
      }
      const multiplier = multipliers[row] as number;
      const gradient = sign * product - 1 + softness * multiplier;
      if (multiplier === 0 && gradient >= 0) {
        if (gradient > SHRINKING_MARGIN) settled[row] = 1;
        continue;
      }
      const next = Math.max(multiplier - gradient / ((squaredLengths[row] as number) + BIAS_FEATURE ** 2 + softness), 0);
      const step = sign * (next - multiplier);
      if (step === 0) continue;
      multipliers[row] = next;
      for (let k = starts[row] as number; k < end; k++) {
        const id = ids[k] as number;
        weights[id] = (weights[id] as number) + step * (values[k] as number);
      }
      weights[bias] = (weights[bias] as number) + step * BIAS_FEATURE;
    }
  }
}

function tabulate(
  perClass: readonly { features: Int32Array; weights: Float32Array }[],
  biases: Float64Array,
  size: number,
): LinearClassifier {
  const starts = new Int32Array(size + 1);
  for (const { features } of perClass) for (const feature of features) starts[feature + 1] = (starts[feature + 1] ?? 0) + 1;
  for (let feature = 0; feature < size; feature++) starts[feature + 1] = (starts[feature + 1] ?? 0) + (starts[feature] ?? 0);
  const total = starts[size] ?? 0;
  const next = starts.slice();
  const table = { starts, classes: new Int32Array(total), weights: new Float32Array(total), biases };
  perClass.forEach((column, label) => {
    column.features.forEach((feature, index) => {
      const position = next[feature] ?? 0;
      next[feature] = position + 1;
      table.classes[position] = label;
      table.weights[position] = column.weights[index] ?? 0;
    });
  });
  return table;
}

/**
 * Trains a linear classifier, one class against the rest for each.
 * @param labels the class of each vector, 0 … classCount − 1
 * @param featureCount the size of the vectors' space
 */
export function trainLinearClassifier(
  vectors: readonly SparseVector[],
  labels: Int32Array,
  classCount: number,
  featureCount: number,
  options: TrainingOptions = DEFAULT_TRAINING,
): LinearClassifier {
  const rows = compress(vectors);
  const order = shuffledIndices(vectors.length, seededRandom(1));
  const biases = new Float64Array(classCount);
  const dense = new Float64Array(featureCount + 1);
  const perClass = Array.from({ length: classCount }, (_, label) => {
    dense.fill(0);
    trainClass(rows, labels, label, order, options, dense);
    biases[label] = BIAS_FEATURE * (dense[featureCount] ?? 0);
    const features: number[] = [];
    for (let feature = 0; feature < featureCount; feature++) {
      if (Math.abs(dense[feature] as number) >= SMALLEST_WEIGHT) features.push(feature);
    }
    return { features: Int32Array.from(features), weights: Float32Array.from(features, (feature) => dense[feature] ?? 0) };
  });
  return tabulate(perClass, biases, featureCount);
}

/** The score of every class: a larger one is likelier, 0 is the plane between "this class" and "not". */
export function scoreClasses(table: LinearClassifier, vector: SparseVector): Float64Array {
  const scores = table.biases.slice();
  for (let index = 0; index < vector.ids.length; index++) {
    const id = vector.ids[index] as number;
    const value = vector.values[index] as number;
    const end = table.starts[id + 1] as number;
    for (let k = table.starts[id] as number; k < end; k++) {
      const label = table.classes[k] as number;
      scores[label] = (scores[label] as number) + value * (table.weights[k] as number);
    }
  }
  return scores;
}
