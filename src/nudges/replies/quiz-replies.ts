/** Replies to people who answer a quiz, and to its place when it closes. */

import { sayNudge } from "../../languages/index.ts";
import type { Language, Reply } from "../../model.ts";
import type { AnswerOutcome, Progress, QuizResult } from "../content/quiz.ts";
import type { Quiz } from "../types.ts";
import { notice } from "./notice.ts";
import { readMore } from "./nudge-reply.ts";

/**
 * Returns what only the person who answered sees: whether the answer was right, why, and a button to the entry behind it.
 * @param comesBack whether the question will be asked again
 */
export function answerReply(quiz: Quiz, outcome: AnswerOutcome, comesBack: boolean, language: Language): Reply {
  const { options, answer, why } = quiz.question;
  const rightAnswer = options[answer] ?? "";
  const actions = [readMore(quiz, language)];
  switch (outcome.kind) {
    case "no-such-option":
      return quizGoneReply(language);
    case "closed":
      return { ...notice(language, [sayNudge(language, "quiz.closed", { answer: rightAnswer }), why]), actions };
    default: {
      const verdict = outcome.right
        ? sayNudge(language, "quiz.answer-right")
        : sayNudge(language, "quiz.answer-wrong", { answer: rightAnswer });
      const given = options[outcome.answer.option] ?? "";
      const before = {
        taken: [],
        changed: [sayNudge(language, "quiz.answer-changed")],
        "already-answered": [sayNudge(language, "quiz.already-answered", { answer: given })],
      }[outcome.kind];
      const after = comesBack ? [sayNudge(language, "quiz.comes-back")] : [];
      return { ...notice(language, [...before, verdict, why, ...after]), actions };
    }
  }
}

/** Says that the quiz of a button is not known any more. */
export function quizGoneReply(language: Language): Reply {
  return notice(language, [sayNudge(language, "quiz.gone")]);
}

/** Returns what the place sees when a quiz closes: the counts, the right answer and why it is right. */
export function resultReply(quiz: Quiz, { counts, answers, right }: QuizResult, language: Language): Reply {
  const { question, options, answer, why } = quiz.question;
  const items = options.map((option, position) =>
    sayNudge(language, position === answer ? "quiz.result-right-option" : "quiz.result-option", {
      option,
      count: counts[position] ?? 0,
    }),
  );
  return {
    kind: "nudge",
    language,
    title: sayNudge(language, "quiz.result-title"),
    body: [question, sayNudge(language, "quiz.result-counts", { answers, right }), why],
    points: { heading: sayNudge(language, "quiz.result-options"), items },
    choices: [],
    actions: [readMore(quiz, language)],
    closes: { key: quiz.id, since: quiz.openedAt, note: sayNudge(language, "quiz.result-note") },
  };
}

/**
 * Shows people their own progress.
 * @param waiting how many questions will be asked again
 */
export function progressReply({ answered, right }: Progress, waiting: number, language: Language): Reply {
  const counts = [
    sayNudge(language, "quiz.progress-counts", { answered, right }),
    sayNudge(language, "quiz.progress-reviews", { count: waiting }),
  ];
  const body = answered === 0 ? [sayNudge(language, "quiz.progress-none")] : counts;
  return { ...notice(language, body), title: sayNudge(language, "quiz.progress-title") };
}

/**
 * Shows people's points.
 * @param scores the highest first
 */
export function leaderboardReply(
  scores: readonly { readonly name: string; readonly points: number }[],
  language: Language,
): Reply {
  const lines = scores.map(({ name, points }) => sayNudge(language, "quiz.result-option", { option: name, count: points }));
  const body = scores.length === 0 ? [sayNudge(language, "quiz.board-none")] : lines;
  return { ...notice(language, body), title: sayNudge(language, "quiz.board-title") };
}
