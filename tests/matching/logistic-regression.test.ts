import { describe, expect, it } from "vitest";
import { fitLogistic, probability } from "../../src/matching/logistic-regression.ts";
import { seededRandom } from "../../src/text/random.ts";

describe("logistic regression", () => {
  it("finds the probabilities that made the data", () => {
    const random = seededRandom(7);
    const truth = (x: number, y: number) => 1 / (1 + Math.exp(-(1.5 * x - y)));
    const rows = Array.from({ length: 20_000 }, () => [4 * random() - 2, 4 * random() - 2]);
    const model = fitLogistic(
      rows,
      rows.map(([x = 0, y = 0]) => random() < truth(x, y)),
    );
    for (const [x, y] of [
      [0, 0],
      [1, -1],
      [-1, 1],
      [1.5, 0.5],
    ] as const) {
      expect(probability(model, [x, y])).toBeCloseTo(truth(x, y), 1);
    }
  });

  it("stays finite where the outcomes separate perfectly", () => {
    const model = fitLogistic([[-1], [-2], [1], [2]], [false, false, true, true]);
    expect(probability(model, [-2])).toBeLessThan(0.5);
    expect(probability(model, [2])).toBeGreaterThan(0.5);
    expect(model.coefficients.every(Number.isFinite)).toBe(true);
  });

  it("answers about the share where there is one outcome only, or nothing", () => {
    expect(probability(fitLogistic([[1], [2], [3]], [true, true, true]), [2])).toBeCloseTo(0.875, 3);
    expect(probability(fitLogistic([], []), [])).toBeCloseTo(0.5, 3);
  });
});
