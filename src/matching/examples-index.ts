import type { SparseVector } from "./features.ts";

/** The similarity of a question to an entry's two nearest examples, 0–1: "somebody asked it almost like this". */
export interface ExamplesIndex {
  /** For each entry, {@link FIRST_SHARE} × nearest + {@link SECOND_SHARE} × second nearest cosine similarity. */
  similarities(vector: SparseVector): Float64Array;
}

const FIRST_SHARE = 0.6;
const SECOND_SHARE = 0.4;

/**
 * Indexes examples by feature, so that a question meets only examples with which it shares something.
 * @param labels the entry of each example, 0 … entryCount − 1
 */
export function buildExamplesIndex(
  vectors: readonly SparseVector[],
  labels: Int32Array,
  entryCount: number,
  featureCount: number,
): ExamplesIndex {
  const starts = new Int32Array(featureCount + 1);
  for (const { ids } of vectors) for (const id of ids) starts[id + 1] = (starts[id + 1] ?? 0) + 1;
  for (let id = 0; id < featureCount; id++) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
  const next = starts.slice();
  const examples = new Int32Array(starts[featureCount] ?? 0);
  const values = new Float32Array(examples.length);
  vectors.forEach((vector, example) => {
    vector.ids.forEach((id, index) => {
      const position = next[id] ?? 0;
      next[id] = position + 1;
      examples[position] = example;
      values[position] = vector.values[index] ?? 0;
    });
  });

  function similarities(vector: SparseVector): Float64Array {
    const products = new Float32Array(vectors.length);
    for (let index = 0; index < vector.ids.length; index++) {
      const id = vector.ids[index] as number;
      const value = vector.values[index] as number;
      const end = starts[id + 1] as number;
      for (let k = starts[id] as number; k < end; k++) {
        const example = examples[k] as number;
        products[example] = (products[example] as number) + value * (values[k] as number);
      }
    }
    return combineNearest(products, labels, entryCount);
  }

  return { similarities };
}

function combineNearest(products: Float32Array, labels: Int32Array, entryCount: number): Float64Array {
  const first = new Float64Array(entryCount);
  const second = new Float64Array(entryCount);
  for (let example = 0; example < products.length; example++) {
    const product = products[example] as number;
    const label = labels[example] as number;
    if (product > (first[label] as number)) {
      second[label] = first[label] as number;
      first[label] = product;
    } else if (product > (second[label] as number)) {
      second[label] = product;
    }
  }
  return first.map((nearest, label) => FIRST_SHARE * nearest + SECOND_SHARE * (second[label] as number));
}
