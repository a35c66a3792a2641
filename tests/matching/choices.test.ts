import { describe, expect, it } from "vitest";
import { choiceCount } from "../../src/matching/decide.ts";

const count = (...confidences: number[]) => choiceCount(confidences.map((confidence) => ({ confidence })));

describe("the number of choices", () => {
  it("leaves out entries that nobody means, but never the second", () => {
    expect(count(0.7, 0.1, 0.02, 0.001)).toBe(3);
    expect(count(0.7, 0.001, 0.001, 0.001)).toBe(2);
  });

  it("is four at most, and no more than there are candidates", () => {
    expect(count(0.3, 0.2, 0.1, 0.1, 0.1)).toBe(4);
    expect(count(0.7)).toBe(1);
    expect(count()).toBe(0);
  });
});
