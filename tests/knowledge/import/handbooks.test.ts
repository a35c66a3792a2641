import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FIXTURES } from "./question-sets.ts";
import { imported, measure } from "./stage.ts";

/**
 * Lower bounds for questions that are answered correctly at once, answered or shown in brief, and answered or offered; upper bounds for wrong answers and
 * for off-topic questions that are answered. Each leaves room for two or three questions. The decision for drafts was not fitted on the last three texts,
 * and the very last one is also newer than the synonyms.
 */
const TEXTS = [
  // Measured: 73 %, 90 %, 93 %; none; 1 of 20.
  {
    name: "a staff handbook of a hospital",
    file: "staff-handbook",
    answered: 0.52,
    shown: 0.82,
    helped: 0.87,
    wrong: 0.05,
    off: 1,
  },
  // Measured: 60 %, 78 %, 85 %; none; none of 20.
  { name: "a guide of a German town", file: "town-guide", answered: 0.47, shown: 0.67, helped: 0.77, wrong: 0.05, off: 1 },
  // Measured: 40 %, 60 %, 67 %; 7 %; none of 15.
  {
    name: "the rules of a student residence",
    file: "student-residence",
    answered: 0.3,
    shown: 0.5,
    helped: 0.6,
    wrong: 0.07,
    off: 1,
  },
  // Measured: 40 %, 60 %, 80 %; none; 1 of 15.
  { name: "the guide of a French camp site", file: "camp-site", answered: 0.36, shown: 0.53, helped: 0.73, wrong: 0.04, off: 1 },
  // Measured: 14 %, 36 %, 43 %; 4 %; none of 12.
  {
    name: "the rules of a Dutch sports club",
    file: "sports-club",
    answered: 0.1,
    shown: 0.28,
    helped: 0.35,
    wrong: 0.04,
    off: 1,
  },
];

describe.each(TEXTS)("$name", ({ file, answered, shown, helped, wrong, off }) => {
  test("can answer natural questions before it is edited, and hardly any that it does not answer", async () => {
    const found = await measure(await imported(join(FIXTURES, `${file}.md`)), `${file}-questions.jsonl`);
    expect(found.answered).toBeGreaterThanOrEqual(answered);
    expect(found.shown).toBeGreaterThanOrEqual(shown);
    expect(found.helped).toBeGreaterThanOrEqual(helped);
    expect(found.wrong).toBeLessThanOrEqual(wrong);
    expect(found.offTopic).toBeLessThanOrEqual(off);
  });
});

// Measured: 3 of 110 answered, one of them rightly.
test("the rules of a student residence leave questions about other texts unanswered", async () => {
  const pack = await imported(join(FIXTURES, "student-residence.md"));
  let answers = 0;
  for (const other of ["digital-terrorism", "service-desk", "staff-handbook"]) {
    const { questions, answered, wrong } = await measure(pack, `${other}-questions.jsonl`);
    answers += questions * (answered + wrong);
  }
  expect(answers).toBeLessThanOrEqual(5);
});
