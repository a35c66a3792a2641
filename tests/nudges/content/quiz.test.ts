import { describe, expect, it } from "vitest";
import {
  type AnswerOutcome,
  answerQuiz,
  openQuiz,
  participantOf,
  progressOf,
  resultOf,
} from "../../../src/nudges/content/quiz.ts";
import { DEFAULT_QUIZ_POLICY } from "../../../src/nudges/subscription.ts";
import type { Nudge, Quiz, QuizAnswer, QuizPolicy } from "../../../src/nudges/types.ts";
import { anna, bert, channel, HOUR } from "../fixtures.ts";

const nudge: Extract<Nudge, { kind: "quiz" }> = {
  item: "phishing#quiz-0",
  language: "en",
  entry: "phishing",
  entryTitle: "Phishing",
  kind: "quiz",
  question: { question: "Q?", options: ["A", "B", "C"], answer: 1, why: "Because." },
};
const hash = (text: string) => `#${text.length}${text.includes("bert") ? "b" : "a"}`;
const open = (policy: Partial<QuizPolicy> = {}) => openQuiz("k", nudge, { ...DEFAULT_QUIZ_POLICY, ...policy }, 1000, channel);
const from = (person: typeof anna) => ({ participant: participantOf(person, hash), person });
const answerOf = (outcome: AnswerOutcome): QuizAnswer => {
  if (!("answer" in outcome)) throw new Error(`no answer: ${outcome.kind}`);
  return outcome.answer;
};

describe("answering a quiz", () => {
  it("shows at once whether the answer is right, and does not save a name", () => {
    const outcome = answerQuiz(open(), undefined, from(anna), 1, 2000);
    expect(outcome).toEqual({
      kind: "taken",
      right: true,
      answer: { quiz: "k", participant: participantOf(anna, hash), first: 1, option: 1, at: 2000 },
    });
    expect(JSON.stringify(outcome)).not.toContain("anna");
    expect(answerQuiz(open(), undefined, from(anna), 0, 2000)).toMatchObject({ kind: "taken", right: false });
  });

  it("saves the name only if the quiz is not anonymous", () => {
    expect(answerOf(answerQuiz(open({ anonymous: false }), undefined, from(anna), 1, 2000)).person).toEqual(anna);
  });

  it("is final with the first answer", () => {
    const first = answerOf(answerQuiz(open(), undefined, from(anna), 0, 2000));
    expect(answerQuiz(open(), first, from(anna), 1, 3000)).toEqual({ kind: "already-answered", answer: first, right: false });
  });

  it("can be repeated until the quiz closes if the quiz allows it, and the first choice is remembered", () => {
    const quiz = open({ changeable: true });
    const first = answerOf(answerQuiz(quiz, undefined, from(anna), 0, 2000));
    const second = answerQuiz(quiz, first, from(anna), 1, 3000);
    expect(second).toMatchObject({ kind: "changed", right: true, answer: { first: 0, option: 1, at: 3000 } });
    expect(answerQuiz(quiz, answerOf(second), from(anna), 1, 4000).kind).toBe("already-answered");
  });

  it("is refused after the quiz has closed and for options that do not exist", () => {
    const quiz = open({ openForHours: 2 });
    expect(quiz.closesAt).toBe(1000 + 2 * HOUR);
    expect(answerQuiz(quiz, undefined, from(anna), 1, quiz.closesAt - 1).kind).toBe("taken");
    expect(answerQuiz(quiz, undefined, from(anna), 1, quiz.closesAt)).toEqual({ kind: "closed" });
    for (const option of [-1, 3, 0.5, Number.NaN]) {
      expect(answerQuiz(quiz, undefined, from(anna), option, 2000)).toEqual({ kind: "no-such-option" });
    }
  });

  it("is anonymous outside channels, whatever the team chose", () => {
    const policy = { ...DEFAULT_QUIZ_POLICY, anonymous: false, leaderboard: true };
    const [alone, direct] = [undefined, { ...channel, private: true }].map((place) => openQuiz("q", nudge, policy, 0, place));
    for (const quiz of [alone, direct]) expect(quiz?.policy).toMatchObject({ anonymous: true, leaderboard: false });
    expect(openQuiz("q", nudge, policy, 0, channel).policy).toEqual(policy);
  });

  it("gives each person a pseudonym that is the same in every workspace of a platform", () => {
    const elsewhere = [
      { ...anna, workspace: "other" },
      { ...anna, platform: "other" },
    ];
    const names = [anna, bert, ...elsewhere].map((person) => participantOf(person, (text) => text));
    expect(new Set(names).size).toBe(3);
    expect(names[2]).toBe(names[0]);
  });
});

describe("counting answers", () => {
  const named = (quiz: Quiz, person: typeof anna, option: number) =>
    answerOf(answerQuiz(quiz, undefined, from(person), option, 2000));

  it("gives the totals for each option, even if nobody answered", () => {
    const answers = [named(open(), anna, 1), named(open(), bert, 2)];
    expect(resultOf(open(), answers)).toEqual({ counts: [0, 1, 1], answers: 2, right: 1 });
    expect(resultOf(open(), [])).toEqual({ counts: [0, 0, 0], answers: 0, right: 0 });
  });

  it("uses the first choice for progress, since it reveals the right answer", () => {
    const quiz = open({ changeable: true, anonymous: false, leaderboard: true });
    const changed = answerOf(answerQuiz(quiz, named(quiz, anna, 0), from(anna), 1, 3000));
    expect(progressOf([{ quiz, answer: changed }])).toEqual({ answered: 1, right: 0 });
  });
});
