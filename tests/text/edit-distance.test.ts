import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance, editDistanceWithin } from "../../src/text/edit-distance.ts";

describe("editDistance", () => {
  it("counts insertions, deletions, substitutions and swaps of adjacent characters as one each", () => {
    expect(editDistance("phishing", "phishing")).toBe(0);
    expect(editDistance("phising", "phishing")).toBe(1);
    expect(editDistance("phisshing", "phishing")).toBe(1);
    expect(editDistance("pfishing", "phishing")).toBe(1);
    expect(editDistance("phihsing", "phishing")).toBe(1);
    expect(editDistance("", "abc")).toBe(3);
  });

  it("is symmetric, zero only for equal words, and at most the length of the longer word", () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

describe("editDistanceWithin", () => {
  it("is the distance if that is small enough, otherwise undefined", () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, fc.nat(3), (a, b, most) => {
        const distance = editDistance(a, b);
        expect(editDistanceWithin(a, b, most)).toBe(distance <= most ? distance : undefined);
      }),
    );
  });

  it("does not compare very long words", () => {
    expect(editDistanceWithin("a".repeat(100), "a".repeat(100), 2)).toBeUndefined();
  });
});
