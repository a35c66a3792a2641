import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_WORDS, splitWords, stripAccents } from "../../src/text/words.ts";

describe("splitWords", () => {
  it("returns lower-case words with their accents", () => {
    expect(splitWords("Où signaler l’Incident détecté ?")).toEqual(["où", "signaler", "l", "incident", "détecté"]);
  });

  it("reads a contraction as the word that it replaces", () => {
    expect(splitWords("What's NIS2? I don't know, we're new")).toEqual([
      "what",
      "is",
      "nis2",
      "i",
      "do",
      "not",
      "know",
      "we",
      "new",
    ]);
  });

  it("removes the ending of a genitive, whichever apostrophe was typed", () => {
    expect(splitWords("my boss’s laptop, Anna's phone, that’s it")).toEqual(splitWords("my boss laptop, Anna phone, that is it"));
  });

  it("leaves out addresses", () => {
    expect(splitWords("see https://example.org/phishing/now or www.example.org today")).toEqual(["see", "or", "today"]);
  });

  it("reads only the beginning of a very long text", () => {
    expect(splitWords("phishing ".repeat(10_000))).toHaveLength(MAX_WORDS);
    expect(splitWords("x".repeat(100_000))[0]?.length).toBeLessThanOrEqual(2_000);
    // One character that stands for four letters.
    expect(splitWords("㌀".repeat(2_000))[0]?.length).toBeLessThanOrEqual(2_000);
  });

  it("returns a limited number of words for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        const words = splitWords(text);
        expect(words.length).toBeLessThanOrEqual(MAX_WORDS);
        expect(words.filter((word) => !/^[\p{L}\p{M}\p{N}]+$/u.test(word))).toEqual([]);
      }),
    );
  });
});

describe("stripAccents", () => {
  it("keeps letters and removes their marks", () => {
    expect(stripAccents("détectée")).toBe("detectee");
    expect(stripAccents("überprüfen")).toBe("uberprufen");
  });
});
