import { describe, expect, it } from "vitest";
import type { SparseVector } from "../../src/matching/features.ts";
import { scoreClasses, trainLinearClassifier } from "../../src/matching/linear-classifier.ts";

const unit = (...ids: number[]): SparseVector => ({ ids, values: ids.map(() => 1 / Math.sqrt(ids.length)) });
const vectors = [unit(0, 1), unit(0, 2), unit(3, 4), unit(3, 5), unit(6, 7), unit(6, 8)];
const labels = Int32Array.from([0, 0, 1, 1, 2, 2]);

describe("the linear classifier", () => {
  it("separates classes and scores only the right one above its plane", () => {
    const classifier = trainLinearClassifier(vectors, labels, 3, 9);
    vectors.forEach((vector, row) => {
      const scores = [...scoreClasses(classifier, vector)];
      expect(scores.map((score) => score > 0)).toEqual([0, 1, 2].map((label) => label === labels[row]));
    });
  });

  it("learns the same weights from the same examples", () => {
    expect(trainLinearClassifier(vectors, labels, 3, 9)).toEqual(trainLinearClassifier(vectors, labels, 3, 9));
  });

  it("scores a question without any known feature by the biases alone", () => {
    const classifier = trainLinearClassifier(vectors, labels, 3, 9);
    expect([...scoreClasses(classifier, { ids: [], values: [] })]).toEqual([...classifier.biases]);
  });
});
