import { describe, expect, test } from "vitest";
import { byDifficulty, countWords, readingEase } from "../../src/knowledge/check/reading-ease.ts";

describe("reading ease", () => {
  test("of English is Flesch's formula", () => {
    // 6 words, 1 sentence, 6 syllables: 206.835 - 1.015 × 6 - 84.6 × 1.
    expect(readingEase("The cat sat on the mat.", "en")).toEqual({ measure: "Flesch", score: expect.closeTo(116.145, 6) });
  });

  test("of other languages is LIX", () => {
    // 5 words, 1 sentence, 1 of them longer than six letters: 5 + 20.
    expect(readingEase("De poes zit op verwarming.", "nl")).toEqual({ measure: "LIX", score: 25 });
  });

  test("can be sorted with the hardest first in both measures", () => {
    const easy = "Stop. Call us now.";
    const hard = "Organisational responsibilities necessitate comprehensive interinstitutional coordination mechanisms.";
    for (const language of ["en", "de"]) {
      expect(byDifficulty(readingEase(hard, language), readingEase(easy, language))).toBeLessThan(0);
    }
  });

  test("counts numbers and addresses as words, and accepts a text without words", () => {
    expect(countWords("Call 078 170 170, see ccb.belgium.be!", "en")).toBe(6);
    expect(readingEase("…", "en").score).toBe(0);
  });
});
