import { describe, expect, it } from "vitest";
import { commonWords } from "../../src/text/common-words.ts";
import { createStemmer } from "../../src/text/stemming.ts";

describe("common words", () => {
  it("are listed once each in lower case, the most common first", () => {
    for (const [language, word] of [
      ["en", "the"],
      ["nl", "het"],
      ["fr", "les"],
      ["de", "nicht"],
    ] as const) {
      const words = commonWords(language);
      expect(words.length).toBeGreaterThan(8_000);
      expect(words.indexOf(word)).toBeLessThan(40);
      expect(words.indexOf(word)).toBeGreaterThanOrEqual(0);
      expect(new Set(words).size).toBe(words.length);
    }
  });

  it("are absent for a language without a list and for no language", () => {
    expect(commonWords("es")).toEqual([]);
    expect(commonWords("../../package")).toEqual([]);
  });
});

describe("stems of words", () => {
  it("are the same for all forms of a word in its language, without accents", () => {
    const forms = (language: string, ...words: string[]) => new Set(words.map(createStemmer(language))).size;
    expect(forms("en", "report", "reporting", "reports")).toBe(1);
    expect(forms("nl", "melding", "meldingen")).toBe(1);
    expect(forms("fr", "signalé", "signalés")).toBe(1);
    expect(createStemmer("fr")("détecté")).toMatch(/^[a-z]+$/);
  });

  it("are not made for words with digits, and only lose accents in a language without rules", () => {
    expect(createStemmer("en")("nis2")).toBe("nis2");
    expect(createStemmer("xx")("réports")).toBe("reports");
  });
});
