import type { Instant } from "../../model.ts";
import { resultOf } from "../content/quiz.ts";
import type { OutgoingMessage, QuizClosing, QuizToClose } from "../ports.ts";
import { resultReply } from "../replies/quiz-replies.ts";
import { localDate } from "../schedule/zoned-time.ts";
import { afterAnswer } from "./repetition.ts";

/** What a channel gets when its quiz closes, if anybody answered; what most got wrong comes back to it, where `comesBack` says that it can. */
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
    ...{ key: `${quiz.id}/result`, kind: "result", place: quiz.place, reply: resultReply(quiz, result, quiz.language) },
    ...{ dueAt: quiz.closesAt, sendAt: now },
    ...(subscription === undefined ? {} : { subscription }),
  };
  return { message, review: next };
}
