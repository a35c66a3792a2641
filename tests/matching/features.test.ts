import { describe, expect, it } from "vitest";
import { buildFeatureSpace, createVectoriser } from "../../src/matching/model/features.ts";
import { createStemmer } from "../../src/text/stemming.ts";

const stem = createStemmer("en");
const texts = [
  ["reporting", "incidents"],
  ["lost", "laptop"],
  ["report", "phishing"],
].map((words) => ({ words, stem }));
const vectorise = createVectoriser(buildFeatureSpace(texts, 1_000));
const idsOf = (...words: string[]) => [...vectorise(words, stem).ids];

describe("the feature space", () => {
  it("gives vectors of unit length", () => {
    expect(Math.hypot(...vectorise(["lost", "laptop"], stem).values)).toBeCloseTo(1, 5);
  });

  it("gives forms of one word a common feature, and the same word in another language too", () => {
    const known = new Set(idsOf("reporting"));
    expect(idsOf("reports").some((id) => known.has(id))).toBe(true);
    expect([...vectorise(["phishing"], createStemmer("nl")).ids].some((id) => idsOf("phishing").includes(id))).toBe(true);
  });

  it("does not care about accents", () => {
    expect(idsOf("láptop")).toEqual(idsOf("laptop"));
  });

  it("has no place for what it never saw", () => {
    expect(idsOf("zzzz")).toEqual([]);
    expect(idsOf()).toEqual([]);
  });

  it("keeps the commonest features if there is no room for all", () => {
    const space = buildFeatureSpace(texts, 5);
    expect(space.weights).toHaveLength(5);
    expect(createVectoriser(space)(["report"], stem).ids.length).toBeGreaterThan(0);
    expect([...createVectoriser(space)(["laptop"], stem).ids]).toEqual([]);
  });
});
