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

describe("compounds", () => {
  it("are read by their parts, with the letters that link them", () => {
    expect(split?.("crisiscentrum")).toEqual(["crisis", "centrum"]);
    expect(split?.("bedrijfsfiets")).toEqual(["bedrijf", "fiets"]);
    expect(split?.("bedrijfsfietscentrum")).toEqual(["bedrijf", "fiets", "centrum"]);
  });

  it("have as few parts as possible, and are never a word that exists by itself", () => {
    expect(split?.("wachtwoordmanager")).toEqual(["wachtwoord", "manager"]);
    expect(split?.("wachtwoord")).toEqual(["wachtwoord"]);
  });

  it("are left whole if the parts do not explain all of them", () => {
    expect(split?.("crisiscentrumx")).toEqual(["crisiscentrumx"]);
    expect(split?.("datalek2")).toEqual(["datalek2"]);
    expect(split?.("fiets")).toEqual(["fiets"]);
  });

  it("are no matter in languages that write their parts apart", () => {
    expect(
      createCompoundSplitter(
        "en",
        () => true,
        () => false,
      ),
    ).toBeUndefined();
  });
});
