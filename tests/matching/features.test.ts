import { describe, expect, it } from "vitest";
import { buildFeatureSpace } from "../../src/matching/features.ts";
import { createStemmer } from "../../src/text/stemming.ts";

const stem = createStemmer("en");
const space = buildFeatureSpace(
  [
    ["reporting", "incidents"],
    ["lost", "laptop"],
    ["report", "phishing"],
  ],
  stem,
);
const length = ({ values }: { values: readonly number[] }) => Math.hypot(...values);

describe("the feature space", () => {
  it("gives vectors of unit length", () => {
    expect(length(space.vectorise(["lost", "laptop"]))).toBeCloseTo(1, 10);
  });

  it("gives forms of one word a common feature", () => {
    const ids = new Set(space.vectorise(["reporting"]).ids);
    expect(space.vectorise(["reports"]).ids.some((id) => ids.has(id))).toBe(true);
  });

  it("has no place for what it never saw", () => {
    expect(space.vectorise(["zzzz"])).toEqual({ ids: [], values: [] });
    expect(space.vectorise([])).toMatchObject({ ids: [] });
  });
});
