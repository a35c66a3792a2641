import { describe, expect, test } from "vitest";
import { lintPack } from "../../src/knowledge/check/lint.ts";
import type { QuizQuestion } from "../../src/model.ts";
import { packOf, validEntry } from "./sample-pack.ts";

const lint = (quiz: readonly QuizQuestion[]) =>
  lintPack(packOf([validEntry({ quiz })]), { today: "2026-11-24" }).map(({ level, message }) => `${level} ${message}`);

const WORDS = ["badge", "visitor", "printer", "parcel", "window", "coffee"];
/** Returns six different questions. The answers of the first `givenAway` can be guessed by their length. */
const quizzes = (givenAway: number): readonly QuizQuestion[] =>
  WORDS.map((word, at) => ({
    question: `A ${word} is missing ${word}?`,
    options: ["Tell the desk about it now", at < givenAway ? "No" : "Wait until somebody else does", "Buy one"],
    answer: 0,
    why: "W",
  }));

describe("lint of quizzes", () => {
  test("warns if the right option is the longest in more than two of five", () => {
    expect(lint(quizzes(2))).toEqual([]);
    expect(lint(quizzes(3))).toEqual(['warning In 3 of the 6 quizzes of the area "desk" (en) the right option is the longest']);
  });

  test("does not warn if there are only a few quizzes", () => {
    expect(lint(quizzes(6).slice(0, 4))).toEqual([]);
  });

  test("warns if two quizzes ask almost the same", () => {
    const [first, second, ...rest] = quizzes(0);
    if (first === undefined || second === undefined) throw new Error("no quizzes");
    const again = { ...second, question: "A badge is missing, whose badge?" };
    expect(lint([first, again, ...rest])).toEqual([
      'warning The quiz asks much the same as "A badge is missing badge?" in lost-badge',
    ]);
  });
});
