import type { OutgoingMessage, QuizClosing } from "../nudges/ports.ts";
import { resultOf } from "../nudges/quiz.ts";
import { afterAnswer } from "../nudges/repetition.ts";
import { resultReply } from "../nudges/replies/quiz-replies.ts";
import type { Quiz, QuizAnswer, Review } from "../nudges/types.ts";
import { localDate } from "../nudges/zoned-time.ts";
import type { Instant } from "../types.ts";

/** What a channel gets when its quiz closes; what most got wrong comes back to it. */
export function closeQuiz(
  quiz: Quiz,
  answers: readonly QuizAnswer[],
  review: Review | undefined,
  now: Instant,
  zone: string,
): QuizClosing {
  const result = resultOf(quiz, answers);
  const next =
    result.answers === 0 ? review : afterAnswer(review, quiz.item, 2 * result.right >= result.answers, localDate(now, zone));
  if (quiz.place === undefined) return { review: next };
  const message: OutgoingMessage = {
    ...{ key: `${quiz.id}/result`, kind: "result", place: quiz.place, reply: resultReply(quiz, result, quiz.language) },
    ...{ dueAt: quiz.closesAt, sendAt: now },
  };
  return { message, review: next };
}
