import { describe, expect, it } from "vitest";
import type { Campaign } from "../../../src/model.ts";
import { createLibrary } from "../../../src/nudges/content/library.ts";
import { entry, pack } from "../fixtures.ts";

const english = entry("phishing", "practical", { tips: ["One.", "Two."] });
const dutch = entry("phishing", "practical", { language: "nl", title: "Over phishing", tips: ["Een."] });
const both = (text: string) => ({ en: `${text} (en)`, nl: `${text} (nl)` });
const campaign: Campaign = {
  id: "month",
  name: both("Month"),
  description: both("About"),
  audience: both("All"),
  steps: [
    { id: "own-tip", day: 1, entry: "phishing", tip: both("Tip") },
    { id: "tip-of-entry", day: 2, entry: "phishing", tip: 1 },
    {
      id: "own-quiz",
      day: 3,
      entry: "phishing",
      quiz: { question: both("Q"), options: [both("A"), both("B")], answer: 1, why: both("W") },
    },
    { id: "quiz-of-entry", day: 4, entry: "phishing", quiz: 0 },
    {
      id: "half-dutch",
      day: 5,
      entry: "phishing",
      quiz: { question: both("Q"), options: [both("A"), { en: "B" }], answer: 0, why: both("W") },
    },
    { id: "entry", day: 6, entry: "phishing" },
    { id: "gone", day: 7, entry: "nowhere", tip: both("Tip") },
  ],
};
const library = createLibrary(pack([english, dutch]), [campaign]);

describe("the material of a pack", () => {
  it("contains each tip and quiz question once, as many as the language with the most", () => {
    expect(library.material.map(({ id }) => id)).toEqual(["phishing#tip-0", "phishing#tip-1", "phishing#quiz-0"]);
  });

  it("is given in the requested language, or in the default one", () => {
    expect(library.nudge("phishing#tip-0", "nl")).toEqual({
      item: "phishing#tip-0",
      kind: "tip",
      text: "Een.",
      language: "nl",
      entry: "phishing",
      entryTitle: "Over phishing",
    });
    expect(library.nudge("phishing#tip-1", "nl")).toMatchObject({ text: "Two.", language: "en", entryTitle: "About phishing" });
    expect(library.nudge("phishing#tip-0", "fr")).toMatchObject({ language: "en" });
  });

  it("is undefined for unknown items", () => {
    for (const item of ["phishing#tip-9", "nowhere#tip-0", "month/none", "none/own-tip", "", "phishing", "phishing#song-1"]) {
      expect(library.nudge(item, "en")).toBeUndefined();
    }
  });
});

describe("the steps of a campaign", () => {
  const step = (id: string, language = "nl") => library.step("month", id, language);

  it("have the campaign's own text or that of the entry", () => {
    expect(step("own-tip")).toMatchObject({
      item: "month/own-tip",
      kind: "tip",
      text: "Tip (nl)",
      language: "nl",
      entry: "phishing",
    });
    expect(step("tip-of-entry", "en")).toMatchObject({ item: "phishing#tip-1", text: "Two." });
    expect(step("own-quiz")).toMatchObject({
      kind: "quiz",
      question: { question: "Q (nl)", options: ["A (nl)", "B (nl)"], answer: 1 },
    });
    expect(step("quiz-of-entry")).toMatchObject({ item: "phishing#quiz-0", kind: "quiz" });
    expect(step("entry")).toMatchObject({ kind: "entry", entryTitle: "Over phishing", text: "Summary of phishing." });
  });

  it("fall back to another language completely if a part is not translated", () => {
    expect(step("half-dutch")).toMatchObject({ language: "en", question: { options: ["A (en)", "B"] } });
  });

  it("are undefined if their entry no longer exists", () => {
    expect(step("gone")).toBeUndefined();
  });

  it("can be found by their item", () => {
    expect(library.nudge("month/own-quiz", "nl")).toEqual(step("own-quiz"));
  });
});
