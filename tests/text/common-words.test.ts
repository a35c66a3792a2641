import { describe, expect, it } from "vitest";
import { commonWords } from "../../src/text/common-words.ts";
import { createStemmer } from "../../src/text/stemming.ts";

describe("common words", () => {
  it("has the words of a language, the commonest first, each once, in lower case", () => {
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

  it("has none for a language without a list, or for no language", () => {
    expect(commonWords("es")).toEqual([]);
    expect(commonWords("../../package")).toEqual([]);
  });
});

describe("stems", () => {
  it("joins the forms of a word, by its language's rules, without accents", () => {
    const forms = (language: string, ...words: string[]) => new Set(words.map(createStemmer(language))).size;
    expect(forms("en", "report", "reporting", "reports")).toBe(1);
    expect(forms("nl", "melding", "meldingen")).toBe(1);
    expect(forms("fr", "signalé", "signalés")).toBe(1);
    expect(createStemmer("fr")("détecté")).toMatch(/^[a-z]+$/);
  });

  it("leaves words with digits, and a language without rules only loses accents", () => {
    expect(createStemmer("en")("nis2")).toBe("nis2");
    expect(createStemmer("xx")("réports")).toBe("reports");
  });
});
