import { describe, expect, it } from "vitest";
import { createCompoundSplitter } from "../../src/text/compounds.ts";

const WORDS = new Set([
  "wacht",
  "woord",
  "wachtwoord",
  "manager",
  "bedrijf",
  "fiets",
  "crisis",
  "centrum",
  "data",
  "lek",
  "leks",
]);
const split = createCompoundSplitter(
  "nl",
  (word) => WORDS.has(word),
  (word) => word === "wachtwoord",
);

describe("compound words", () => {
  it("are split into their parts, without linking letters", () => {
    expect(split?.("crisiscentrum")).toEqual(["crisis", "centrum"]);
    expect(split?.("bedrijfsfiets")).toEqual(["bedrijf", "fiets"]);
    expect(split?.("bedrijfsfietscentrum")).toEqual(["bedrijf", "fiets", "centrum"]);
  });

  it("have as few parts as possible, and are not split if they are words of their own", () => {
    expect(split?.("wachtwoordmanager")).toEqual(["wachtwoord", "manager"]);
    expect(split?.("wachtwoord")).toEqual(["wachtwoord"]);
  });

  it("are not split if they are longer than any compound, however many of their parts are words", () => {
    let looked = 0;
    const counting = createCompoundSplitter(
      "nl",
      (word) => {
        looked += 1;
        return WORDS.has(word);
      },
      () => false,
    );
    const word = "datalek".repeat(280);
    expect(counting?.(word)).toEqual([word]);
    expect(looked).toBe(0);
  });

  it("are not split if a part is unknown", () => {
    expect(split?.("crisiscentrumx")).toEqual(["crisiscentrumx"]);
    expect(split?.("datalek2")).toEqual(["datalek2"]);
    expect(split?.("fiets")).toEqual(["fiets"]);
  });

  it("are not split in languages without closed compounds", () => {
    expect(
      createCompoundSplitter(
        "en",
        () => true,
        () => false,
      ),
    ).toBeUndefined();
  });
});
