import type { Instant, Reply } from "../../model.ts";
import { type QuizResult, resultOf } from "../content/quiz.ts";
import type { OutgoingMessage, QuizClosing, QuizToClose } from "../ports.ts";
import { subscriptionButtons } from "../replies/nudge-reply.ts";
import { resultReply } from "../replies/quiz-replies.ts";
import { localDate } from "../schedule/zoned-time.ts";
import type { Quiz } from "../types.ts";
import { afterAnswer } from "./repetition.ts";

/**
 * Decides what a channel gets when its quiz closes: the result, if anybody answered.
 * @param comesBack whether the question can come back to the channel; the channel as a learner is wrong if more than half of the answers are
 */
export function closeQuiz(
  { quiz, answers, review, subscription }: QuizToClose,
  now: Instant,
  zone: string,
  comesBack: boolean,
): QuizClosing {
  const result = resultOf(quiz, answers);
  if (quiz.place === undefined || result.answers === 0) return { review };
  const isRight = 2 * result.right >= result.answers;
  const next = comesBack ? afterAnswer(review, quiz.item, isRight, localDate(now, zone)) : undefined;
  const message: OutgoingMessage = {
    ...{ key: `${quiz.id}/result`, kind: "result", place: quiz.place, reply: resultOfNudge(quiz, result, subscription) },
    ...{ dueAt: quiz.closesAt, sendAt: now },
    ...(subscription === undefined ? {} : { subscription }),
  };
  return { message, review: next };
}

/** Returns the result reply. If the quiz was a nudge, the result gets the nudge's buttons, which are removed from the quiz itself. */
function resultOfNudge(quiz: Quiz, result: QuizResult, subscription: string | undefined): Reply {
  const reply = resultReply(quiz, result, quiz.language);
  if (subscription === undefined) return reply;
  return { ...reply, actions: [...reply.actions, ...subscriptionButtons({ id: subscription, language: quiz.language })] };
}
