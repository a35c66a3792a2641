/** Replies to those who answer a quiz, and to the place when it closes. */

import { sayOfQuiz } from "../../languages/quiz-texts.ts";
import type { Language, Reply } from "../../model.ts";
import type { AnswerOutcome, Progress, QuizResult } from "../content/quiz.ts";
import type { Quiz } from "../types.ts";
import { notice } from "./notice.ts";
import { readMore } from "./nudge-reply.ts";

/** What a person sees, alone, after an answer: whether it was right, why, and the entry behind it. `comesBack`: it will be asked again. */
export function answerReply(quiz: Quiz, outcome: AnswerOutcome, comesBack: boolean, language: Language): Reply {
  const { options, answer, why } = quiz.question;
  const rightAnswer = options[answer] ?? "";
  const actions = [readMore(quiz, language)];
  switch (outcome.kind) {
    case "no-such-option":
      return quizGoneReply(language);
    case "closed":
      return { ...notice(language, [sayOfQuiz(language, "quiz-closed", { answer: rightAnswer }), why]), actions };
    default: {
      const verdict = outcome.right
        ? sayOfQuiz(language, "answer-right")
        : sayOfQuiz(language, "answer-wrong", { answer: rightAnswer });
      const given = options[outcome.answer.option] ?? "";
      const before = {
        taken: [],
        changed: [sayOfQuiz(language, "answer-changed")],
        "already-answered": [sayOfQuiz(language, "already-answered", { answer: given })],
      }[outcome.kind];
      const after = comesBack ? [sayOfQuiz(language, "comes-back")] : [];
      return { ...notice(language, [...before, verdict, why, ...after]), actions };
    }
  }
}

/** The quiz of a button is not known any more. */
export function quizGoneReply(language: Language): Reply {
  return notice(language, [sayOfQuiz(language, "quiz-gone")]);
}

/** What the place sees when a quiz closes: counts, the right answer and why. */
export function resultReply(quiz: Quiz, { counts, answers, right }: QuizResult, language: Language): Reply {
  const { question, options, answer, why } = quiz.question;
  const items = options.map((option, position) =>
    sayOfQuiz(language, position === answer ? "result-right-option" : "result-option", { option, count: counts[position] ?? 0 }),
  );
  return {
    kind: "nudge",
    language,
    title: sayOfQuiz(language, "result-title"),
    body: [question, sayOfQuiz(language, "result-counts", { answers, right }), why],
    points: { heading: sayOfQuiz(language, "result-options"), items },
    choices: [],
    actions: [readMore(quiz, language)],
  };
}

/** A person's own progress; `waiting`: how many questions are to come back. */
export function progressReply({ answered, right }: Progress, waiting: number, language: Language): Reply {
  const counts = [
    sayOfQuiz(language, "progress-counts", { answered, right }),
    sayOfQuiz(language, "progress-reviews", { count: waiting }),
  ];
  const body = answered === 0 ? [sayOfQuiz(language, "progress-none")] : counts;
  return { ...notice(language, body), title: sayOfQuiz(language, "progress-title") };
}

/** Points by name, best first. */
export function leaderboardReply(
  scores: readonly { readonly name: string; readonly points: number }[],
  language: Language,
): Reply {
  const lines = scores.map(({ name, points }) => sayOfQuiz(language, "result-option", { option: name, count: points }));
  const body = scores.length === 0 ? [sayOfQuiz(language, "board-none")] : lines;
  return { ...notice(language, body), title: sayOfQuiz(language, "board-title") };
}
