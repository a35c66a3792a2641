import { expect, test } from "vitest";
import { lintPack } from "../../src/knowledge/check/lint.ts";
import type { Entry } from "../../src/model.ts";
import { packOf, validEntry } from "./sample-pack.ts";

const PACK = { languages: ["en", "nl"], name: { en: "O", nl: "K" }, areas: [{ id: "desk", title: { en: "D", nl: "B" } }] };
const QUIZ = { question: "Where to?", options: ["Out", "In", "Up"], answer: 1, why: "So." };
const ENGLISH: Partial<Entry> = {
  points: ["Call 078 170 170 before 9:30.", "It costs EUR 1,500 at most."],
  tips: ["Keep it in sight."],
  quiz: [QUIZ],
  facts: ["A01", "B02"],
};
const DUTCH: Partial<Entry> = {
  language: "nl",
  points: ["Bel 078 170 170 voor 9.30 uur.", "Het kost hoogstens 1.500 euro."],
  tips: ["Hou hem in het oog."],
  quiz: [{ question: "Waarheen?", options: ["Uit", "In", "Op"], answer: 1, why: "Zo." }],
  facts: ["B02", "A01"],
};

function lint(dutch: Partial<Entry>, english: Partial<Entry> = {}): readonly string[] {
  const entries = [validEntry({ ...ENGLISH, ...english }), validEntry({ ...DUTCH, ...dutch })];
  return lintPack(packOf(entries, PACK), { today: "2026-11-24" })
    .filter(({ file }) => file.startsWith("nl/"))
    .map(({ level, message }) => `${level} ${message.replace(" en/desk/lost-badge.md", " the original")}`);
}

test("lint accepts a faithful translation, even with other separators in numbers", () => {
  expect(lint({})).toEqual([]);
});

test.each<[string, Partial<Entry>, string]>([
  [
    "a lost key point",
    { points: ["Bel 078 170 170 voor 9.30 uur: 1.500 euro."] },
    "warning Number of key points: 1 here, 2 in the original",
  ],
  ["a lost tip", { tips: [] }, "warning Number of tips: 0 here, 1 in the original"],
  [
    "another telephone number and amount",
    { points: ["Bel 078 171 170 voor 9.30 uur.", "Het kost hoogstens 1.600 euro."] },
    "warning The numbers are not those of the original (missing here: 500; only here: 171, 600)",
  ],
  [
    "another right option",
    { quiz: [{ question: "Waarheen?", options: ["Uit", "In", "Op"], answer: 2, why: "Zo." }] },
    "error The quiz has different options, or a different right answer, from the quiz in the original",
  ],
  ["other facts", { facts: ["A01"] }, "error The facts are not those of the original"],
  ["a text left in English", { summary: "Tell the reception. They block it." }, "error The text is the same as in the original"],
  [
    "an older review",
    { reviewed: "2026-10-31" },
    "warning The translation is older than the original, reviewed on 2026-11-01, and readers are told so",
  ],
])("lint finds %s in a translation", (_, dutch, expected) => {
  expect(lint(dutch)).toEqual([expected]);
});

test("lint compares with the pack's default language, wherever that is in the pack", () => {
  const entries = [validEntry({ ...DUTCH, steps: ["Een."] }), validEntry(ENGLISH)];
  const found = lintPack(packOf(entries, PACK), { today: "2026-11-24" });
  expect(found.map(({ file, message }) => `${file} ${message}`)).toEqual([
    "nl/desk/lost-badge.md Number of steps: 1 here, 0 in en/desk/lost-badge.md",
  ]);
});
