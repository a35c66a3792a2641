import { describe, expect, it } from "vitest";
import type { SparseVector } from "../../src/matching/model/features.ts";
import { compress, scoreClasses, trainSoftmax } from "../../src/matching/model/softmax.ts";

/** Rows of 0 and 1 over four features: the first two features mean class 0, the third class 1, the fourth class 2. */
const rows = [[0, 1], [0], [1], [2], [2, 1], [3], [3, 0]].map(
  (ids): SparseVector => ({ ids: Int32Array.from(ids), values: new Float32Array(ids.length).fill(1 / Math.sqrt(ids.length)) }),
);
const labels = [[0], [0], [0], [1], [1], [2], [2]];
const train = (use: readonly number[]) =>
  trainSoftmax(
    compress(rows, (row) => row, 4),
    { rows: Int32Array.from(use), labels, classCount: 3, passes: 30, seeds: [1, 2] },
  );
const all = [0, 1, 2, 3, 4, 5, 6];

function best(model: ReturnType<typeof train>, id: number): number {
  const scores = new Float64Array(3);
  scoreClasses(model, { ids: Int32Array.of(id), values: Float32Array.of(1) }, scores);
  return scores.indexOf(Math.max(...scores));
}

describe("the multinomial model", () => {
  it("learns which class a feature speaks for", () => {
    const model = train(all);
    expect([0, 1, 2, 3].map((id) => best(model, id))).toEqual([0, 0, 1, 2]);
  });

  it("learns from the rows that it is given, and no others", () => {
    const model = train(all.slice(0, 5));
    const scores = new Float64Array(3);
    scoreClasses(model, { ids: Int32Array.of(3), values: Float32Array.of(1) }, scores);
    expect(model.starts[4]).toBe(model.starts[3]);
  });

  it("is the same whenever it is trained", () => {
    expect(train(all)).toEqual(train(all));
  });
});
