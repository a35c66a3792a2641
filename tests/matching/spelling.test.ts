import { describe, expect, it } from "vitest";
import { createSpellingCorrector } from "../../src/matching/spelling.ts";

const frequencies = new Map([
  ["phishing", 40],
  ["ransomware", 20],
  ["site", 5],
  ["report", 30],
  ["nis2", 10],
]);
const { correct } = createSpellingCorrector(frequencies, new Set(["people", "resort", "paste"]));

describe("the spelling corrector", () => {
  it("fixes a slip in a word of the pack, two in a long one", () => {
    expect(correct(["phising", "ransomeware", "rasnomwaer"])).toEqual(["phishing", "ransomware", "ransomware"]);
  });

  it("finds swapped letters", () => {
    expect(correct(["phihsing", "repotr"])).toEqual(["phishing", "report"]);
  });

  it("leaves words that the pack or the language knows", () => {
    expect(correct(["resort", "people", "report"])).toEqual(["resort", "people", "report"]);
  });

  it("fixes a slip in a common word to that word, not to one of the pack", () => {
    expect(correct(["peple"])).toEqual(["people"]);
  });

  it("leaves short words and words with digits as they are", () => {
    expect(correct(["sit", "nis3", "pst"])).toEqual(["sit", "nis3", "pst"]);
  });

  it("fixes at most eight unknown words of a question", () => {
    const typed = ["phisging", "phishinh", "phizhing", "ohishing", "phiwhing", "phushing", "phisting", "phishong", "phishibg"];
    const fixed = correct(typed);
    expect(fixed.slice(0, 8).every((word) => word === "phishing")).toBe(true);
    expect(fixed[8]).toBe("phishibg");
  });
});
