import { describe, expect, it } from "vitest";
import { type Evidence, fitConditionalLogit, probabilities, type Trial } from "../../src/matching/model/conditional-logit.ts";
import { seededRandom } from "../../src/text/random.ts";

const random = seededRandom(7);

/** Returns evidence for two candidates, with a score each, and one number as evidence for "none of them". */
function evidence(first: number, second: number, none: number): Evidence {
  return { candidates: [{ features: [first] }, { features: [second] }], none: [none, 1] };
}

/** Draws trials from a known model, with the utilities 2 × score, and 1 × none − 0.5. */
function draw(count: number): Trial[] {
  return Array.from({ length: count }, () => {
    const [first, second, none] = [random() * 2, random() * 2, random() * 4 - 2];
    const powers = [Math.exp(2 * first), Math.exp(2 * second), Math.exp(none - 0.5)];
    let left = random() * powers.reduce((sum, power) => sum + power, 0);
    const chosen = powers.findIndex((power) => {
      left -= power;
      return left < 0;
    });
    return { evidence: evidence(first, second, none), right: chosen === 2 ? undefined : chosen, weight: 1 };
  });
}

const fitted = fitConditionalLogit(draw(4_000));
const asked = evidence(1.5, 0.5, 0.2);
const truth = [Math.exp(3), Math.exp(1), Math.exp(-0.3)].map((power, _, all) => power / all.reduce((a, b) => a + b));

describe("the conditional logit", () => {
  it("finds the probabilities that its trials were drawn from", () => {
    probabilities(fitted, asked).forEach((chance, at) => {
      expect(Math.abs(chance - (truth[at] ?? 0))).toBeLessThan(0.03);
    });
  });

  it("gives probabilities that sum to one", () => {
    expect(probabilities(fitted, asked).reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 10);
  });

  it("stays with what others learned while it has few trials, and leaves it with many", () => {
    const nothingIsRight = draw(4_000).map((trial) => ({ ...trial, right: undefined }));
    const noneAfter = (count: number) =>
      probabilities(fitConditionalLogit(nothingIsRight.slice(0, count), { logit: fitted, trials: 200 }), asked)[2] ?? 0;
    expect(noneAfter(0)).toBeCloseTo(probabilities(fitted, asked)[2] ?? 0, 5);
    expect(noneAfter(20)).toBeLessThan(0.3);
    expect(noneAfter(4_000)).toBeGreaterThan(0.8);
  });

  it("gives less weight to its evidence under a stronger penalty", () => {
    const trials = draw(200);
    const weight = (ridge: number) => Math.abs(fitConditionalLogit(trials, undefined, ridge).coefficients[0] ?? 0);
    expect(weight(100)).toBeLessThan(weight(0.1) / 2);
  });

  it("has a coefficient for each piece of evidence, and a curvature between each two", () => {
    expect(fitted.coefficients).toHaveLength(3);
    expect(fitted.curvature.map((row) => row.length)).toEqual([3, 3, 3]);
  });
});
