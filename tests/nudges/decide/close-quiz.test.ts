import { describe, expect, it } from "vitest";
import { openQuiz } from "../../../src/nudges/content/quiz.ts";
import { closeQuiz } from "../../../src/nudges/decide/close-quiz.ts";
import { DEFAULT_QUIZ_POLICY } from "../../../src/nudges/subscription.ts";
import type { Nudge, QuizAnswer, Review } from "../../../src/nudges/types.ts";
import { at, BRUSSELS, channel } from "../fixtures.ts";

const nudge: Extract<Nudge, { kind: "quiz" }> = {
  item: "phishing#quiz-0",
  language: "en",
  entry: "phishing",
  entryTitle: "Phishing",
  kind: "quiz",
  question: { question: "Q?", options: ["A", "B", "C"], answer: 1, why: "Because." },
};
const OPENED = at("2026-11-23 09:00");
const NOW = at("2026-11-24 09:00");
const quiz = openQuiz("team/2026-11-23/0900", nudge, DEFAULT_QUIZ_POLICY, OPENED, channel);
const answers = (...options: readonly number[]): readonly QuizAnswer[] =>
  options.map((option, person) => ({ quiz: quiz.id, participant: `p${person}`, first: option, option, at: OPENED + person }));
const before: Review = { item: nudge.item, rung: 1, dueOn: "2026-11-24" };
const close = (given: readonly QuizAnswer[], review: Review | undefined = before, comesBack = true) =>
  closeQuiz({ quiz, answers: given, review, subscription: "team" }, NOW, BRUSSELS, comesBack);

describe("a quiz that has closed", () => {
  it("has its result posted in the channel, with its own key and the subscription of the quiz", () => {
    expect(close(answers(1)).message).toMatchObject({
      key: "team/2026-11-23/0900/result",
      kind: "result",
      place: channel,
      subscription: "team",
      dueAt: quiz.closesAt,
      sendAt: NOW,
    });
    const onDemand = closeQuiz({ quiz, answers: answers(1), review: undefined }, NOW, BRUSSELS, true);
    expect(onDemand.message).not.toHaveProperty("subscription");
  });

  it("comes back tomorrow if most answers were wrong, and later if at least half were right", () => {
    expect(close(answers(0, 2, 1)).review).toEqual({ item: nudge.item, rung: 0, dueOn: "2026-11-25" });
    expect(close(answers(0, 1)).review).toEqual({ item: nudge.item, rung: 2, dueOn: "2026-12-01" });
    expect(close(answers(1, 1, 0)).review).toEqual({ item: nudge.item, rung: 2, dueOn: "2026-12-01" });
  });

  it("does not come back if the question is no longer in the pack", () => {
    expect(close(answers(0), before, false).review).toBeUndefined();
  });

  it("has no result and no new review if nobody answered or if it was not in a channel", () => {
    expect(close([])).toEqual({ review: before });
    const { place: _, ...alone } = quiz;
    expect(closeQuiz({ quiz: alone, answers: answers(0), review: before }, NOW, BRUSSELS, true)).toEqual({ review: before });
  });
});
