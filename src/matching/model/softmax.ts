import { seededRandom, shuffledIndices } from "../../text/random.ts";
import type { SparseVector } from "./features.ts";

/**
 * A linear model of many classes, as plain data. Feature f adds the weight `weights[k] * unit` to class `classes[k]`, for k from `starts[f]` to
 * `starts[f + 1]`. Weights of 16 bits are exact enough, and take half the memory of 32.
 */
export interface LinearModel {
  readonly starts: Int32Array;
  /** One byte for each if there are at most 256 classes, otherwise two. */
  readonly classes: Uint8Array | Uint16Array;
  readonly weights: Int16Array;
  readonly unit: number;
  readonly biases: Float64Array;
}

/** The largest weight, as a multiple of the unit. */
const MOST_UNITS = 32_767;

/** Vectors as one compressed matrix: row r has the entries from `starts[r]` to `starts[r + 1]`. */
export interface SparseMatrix {
  readonly starts: Int32Array;
  readonly ids: Int32Array;
  readonly values: Float32Array;
  /** The number of columns, one for each feature. */
  readonly width: number;
}

/** Measured on the shipped pack, CLINC150 and BANKING77 (DESIGN.md, "Matching"). */
const LEARNING_RATE = 6;
/** The learning rate falls linearly to this share of the first one. */
const LAST_RATE_SHARE = 0.05;
/** Each feature of a text is left out with this probability, so that no class depends on a single word. */
const DROPOUT = 0.4;
/** The learning rate of biases, as a share of that of weights. */
const BIAS_RATE = 0.02;
/** A wrong class with a lower probability than this is not updated, which saves time. */
const SMALLEST_GRADIENT = 0.003;
/** Smaller weights do not change a score noticeably and are dropped. */
const SMALLEST_WEIGHT = 0.06;
const ENTRIES_AT_FIRST = 4_096;

/**
 * Puts the vectors of items into one matrix, a row for each item.
 * @param vectorOf makes the vector of an item, which is copied and dropped at once: thousands of small arrays would take several times the memory
 */
export function compress<Item>(items: readonly Item[], vectorOf: (item: Item) => SparseVector, width: number): SparseMatrix {
  const starts = new Int32Array(items.length + 1);
  let ids = new Int32Array(ENTRIES_AT_FIRST);
  let values = new Float32Array(ENTRIES_AT_FIRST);
  items.forEach((item, row) => {
    const vector = vectorOf(item);
    const start = starts[row] as number;
    const end = start + vector.ids.length;
    if (end > ids.length) {
      const [shortIds, shortValues] = [ids, values];
      ids = new Int32Array(2 * end);
      ids.set(shortIds);
      values = new Float32Array(2 * end);
      values.set(shortValues);
    }
    ids.set(vector.ids, start);
    values.set(vector.values, start);
    starts[row + 1] = end;
  });
  const end = starts[items.length];
  return { starts, ids: ids.slice(0, end), values: values.slice(0, end), width };
}

export interface SoftmaxTraining {
  /** The rows to learn from. */
  readonly rows: Int32Array;
  /** The classes of each row of the matrix, 0 … classCount − 1. A row of several is meant to be each of them with the same probability. */
  readonly labels: readonly (readonly number[])[];
  readonly classCount: number;
  /** How often each row is learned from. */
  readonly passes: number;
  /** A model is trained from each seed; the result is their mean. */
  readonly seeds: readonly number[];
  /** Called after each pass over the rows with the progress of training, 0–1. */
  readonly onPass?: ((share: number) => void) | undefined;
}

/**
 * Trains a multinomial logistic regression by stochastic gradient descent with feature dropout (Wager, Wang and Liang,
 * "Dropout training as adaptive regularization", NIPS 2013).
 */
export function trainSoftmax(matrix: SparseMatrix, training: SoftmaxTraining): LinearModel {
  const { classCount, seeds } = training;
  const weights = new Float32Array(matrix.width * classCount);
  const biases = new Float64Array(classCount);
  const own = seeds.length === 1 ? weights : new Float32Array(weights.length);
  const ownBiases = seeds.length === 1 ? biases : new Float64Array(classCount);
  for (const [order, seed] of seeds.entries()) {
    own.fill(0);
    ownBiases.fill(0);
    const onPass = (share: number) => training.onPass?.((order + share) / seeds.length);
    descend(matrix, { ...training, onPass }, seed, own, ownBiases);
    if (own === weights) break;
    for (let at = 0; at < own.length; at++) weights[at] = (weights[at] as number) + (own[at] as number) / seeds.length;
    for (let at = 0; at < classCount; at++) biases[at] = (biases[at] as number) + (ownBiases[at] as number) / seeds.length;
  }
  return prune(weights, biases, matrix.width);
}

function descend(
  { starts, ids, values }: SparseMatrix,
  { rows, labels, classCount, passes, onPass }: SoftmaxTraining,
  seed: number,
  weights: Float32Array,
  biases: Float64Array,
): void {
  const random = seededRandom(7 * seed);
  const shares = sharesOf(rows, labels, classCount);
  const scores = new Float64Array(classCount);
  const moved = new Int32Array(classCount);
  const moves = new Float64Array(classCount);
  const steps = rows.length * passes;
  let kept = new Int32Array(512);
  let inputs = new Float64Array(512);
  let step = 0;
  for (let pass = 0; pass < passes; pass++) {
    for (const position of shuffledIndices(rows.length, seededRandom(pass + 100 * seed))) {
      const row = rows[position] as number;
      const own = labels[row] as readonly number[];
      const target = 1 / own.length;
      const rate = shareOf(own, shares) * LEARNING_RATE * (1 - ((1 - LAST_RATE_SHARE) * step++) / steps);
      const end = starts[row + 1] as number;
      const length = end - (starts[row] as number);
      if (inputs.length < length) {
        kept = new Int32Array(length * 2);
        inputs = new Float64Array(length * 2);
      }
      let count = 0;
      for (let k = starts[row] as number; k < end; k++) {
        if (random() < DROPOUT) continue;
        kept[count] = (ids[k] as number) * classCount;
        inputs[count++] = (values[k] as number) / (1 - DROPOUT);
      }
      scores.set(biases);
      addRows(weights, kept, inputs, count, scores);
      exponentiate(scores);
      let moving = 0;
      for (let c = 0; c < classCount; c++) {
        const isOwn = own.includes(c);
        const gradient = (isOwn ? target : 0) - (scores[c] as number);
        if (!isOwn && -gradient < SMALLEST_GRADIENT) continue;
        moved[moving] = c;
        moves[moving++] = rate * gradient;
        biases[c] = (biases[c] as number) + BIAS_RATE * rate * gradient;
      }
      for (let k = 0; k < count; k++) {
        const base = kept[k] as number;
        const input = inputs[k] as number;
        for (let m = 0; m < moving; m++) {
          const at = base + (moved[m] as number);
          weights[at] = (weights[at] as number) + (moves[m] as number) * input;
        }
      }
    }
    onPass?.((pass + 1) / passes);
  }
}

/** Adds rows of weights, each multiplied by its input, to `scores`. Training spends most of its time here; taking four rows at once halves that. */
function addRows(weights: Float32Array, bases: Int32Array, inputs: Float64Array, count: number, scores: Float64Array): void {
  const classCount = scores.length;
  let k = 0;
  for (; k + 4 <= count; k += 4) {
    const [a, b, c, d] = [bases[k] as number, bases[k + 1] as number, bases[k + 2] as number, bases[k + 3] as number];
    const [x, y, z, w] = [inputs[k] as number, inputs[k + 1] as number, inputs[k + 2] as number, inputs[k + 3] as number];
    for (let at = 0; at < classCount; at++) {
      scores[at] =
        (scores[at] as number) +
        x * (weights[a + at] as number) +
        y * (weights[b + at] as number) +
        z * (weights[c + at] as number) +
        w * (weights[d + at] as number);
    }
  }
  for (; k < count; k++) {
    const base = bases[k] as number;
    const input = inputs[k] as number;
    for (let at = 0; at < classCount; at++) scores[at] = (scores[at] as number) + input * (weights[base + at] as number);
  }
}

/**
 * Returns how much a row of each class counts, 0–1. If a class has more rows than the median class, each of them counts for √(median / number of rows),
 * so that an entry with many ways of asking does not outweigh its neighbours. Rows of the last class, "none of them", count in full.
 */
function sharesOf(rows: Int32Array, labels: SoftmaxTraining["labels"], classCount: number): Float64Array {
  const counts = new Float64Array(classCount);
  for (const row of rows) {
    const own = labels[row] as readonly number[];
    for (const label of own) counts[label] = (counts[label] as number) + 1 / own.length;
  }
  const usual = counts.slice(0, -1).sort()[(classCount - 1) >> 1] ?? 0;
  return counts.map((count, label) => (label === classCount - 1 ? 1 : Math.min(1, Math.sqrt(usual / Math.max(1, count)))));
}

/** Returns how much a row counts: the mean of the shares of its classes. */
function shareOf(labels: readonly number[], shares: Float64Array): number {
  let sum = 0;
  for (const label of labels) sum += shares[label] as number;
  return sum / labels.length;
}

/** Turns scores into probabilities (softmax), in place. */
function exponentiate(scores: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < scores.length; c++) if ((scores[c] as number) > most) most = scores[c] as number;
  let sum = 0;
  for (let c = 0; c < scores.length; c++) {
    const value = Math.exp((scores[c] as number) - most);
    scores[c] = value;
    sum += value;
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] as number) / sum;
}

/** Drops the weights that do not change a score noticeably, and rounds the others to multiples of a unit. */
function prune(weights: Float32Array, biases: Float64Array, width: number): LinearModel {
  const classCount = biases.length;
  const isKept = (weight: number) => weight > SMALLEST_WEIGHT || weight < -SMALLEST_WEIGHT;
  let total = 0;
  let largest = 0;
  for (let at = 0; at < weights.length; at++) {
    const weight = weights[at] as number;
    if (!isKept(weight)) continue;
    total++;
    largest = Math.max(largest, Math.abs(weight));
  }
  const unit = largest === 0 ? 1 : largest / MOST_UNITS;
  const model = {
    starts: new Int32Array(width + 1),
    classes: classCount <= 256 ? new Uint8Array(total) : new Uint16Array(total),
    weights: new Int16Array(total),
    unit,
    biases,
  };
  let position = 0;
  for (let feature = 0; feature < width; feature++) {
    for (let c = 0; c < classCount; c++) {
      const weight = weights[feature * classCount + c] as number;
      if (!isKept(weight)) continue;
      model.classes[position] = c;
      model.weights[position++] = Math.round(weight / unit);
    }
    model.starts[feature + 1] = position;
  }
  return model;
}

/** Writes the score (log-odds up to a constant) of every class into `scores`. */
export function scoreClasses(model: LinearModel, { ids, values }: SparseVector, scores: Float64Array): void {
  const { starts, classes, weights, unit } = model;
  scores.set(model.biases);
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index] as number;
    const value = unit * (values[index] as number);
    const end = starts[id + 1] as number;
    for (let k = starts[id] as number; k < end; k++) {
      const label = classes[k] as number;
      scores[label] = (scores[label] as number) + value * (weights[k] as number);
    }
  }
}
