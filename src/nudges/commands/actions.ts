import type { Reply } from "../../model.ts";
import type { NudgeAction } from "../../nudge-actions.ts";
import { contentNames } from "../content/content-names.ts";
import { answerQuiz } from "../content/quiz.ts";
import { nextSendAt } from "../decide/due.ts";
import { afterAnswer } from "../decide/repetition.ts";
import { answerReply, quizGoneReply } from "../replies/quiz-replies.ts";
import {
  confirmStopReply,
  goneReply,
  notYoursReply,
  snoozedReply,
  stoppedReply,
  whyReply,
} from "../replies/subscription-replies.ts";
import { localDate } from "../schedule/zoned-time.ts";
import { snooze } from "../subscription.ts";
import type { Quiz, Subscription } from "../types.ts";
import { pause } from "./changing.ts";
import type { CommandContext } from "./command-context.ts";
import { refused, word } from "./replies.ts";
import { changeByCommand, isSamePerson, mayChange } from "./subscriptions.ts";

/** Carries out a button of a nudge or a quiz. */
export async function answerAction(context: CommandContext, action: NudgeAction): Promise<Reply> {
  const { store, language, now, holidayOn, areas, library } = context;
  if (action.kind === "quiz-answer") return takeAnswer(context, action.quiz, action.option);
  const subscription = await store.subscription(action.subscription);
  if (subscription === undefined || !isHere(context, subscription)) return goneReply(language);
  const inLanguage = { ...subscription, language };
  if (action.kind === "why-nudge") {
    return whyReply(inLanguage, contentNames(inLanguage, areas, library), nextSendAt(subscription, now, holidayOn));
  }
  if (action.kind === "manage-nudge") {
    const { command, until } = action;
    return changeByCommand(context, { kind: command, id: subscription.id, ...(until === undefined ? {} : { until }) });
  }
  if (!mayChange(context, subscription)) return refused(notYoursReply(language), context);
  if (action.kind === "confirm-stop") {
    return confirmStopReply(inLanguage, contentNames(inLanguage, areas, library), language);
  }
  if (action.kind !== "snooze") {
    await store.removeSubscription(subscription.id, now);
    return stoppedReply(language, subscription);
  }
  const { pause: rest } = snooze(subscription, action.days, now);
  const until = rest?.until ?? now;
  // Pressing the button of an old nudge must not shorten a longer pause.
  const { pause: before } = subscription;
  if (before !== undefined && (before.until ?? Number.POSITIVE_INFINITY) >= until) {
    return before.until === undefined ? word(language, "paused") : snoozedReply(subscription, before.until, language);
  }
  const changed = await pause(context, subscription, { until, reason: "snoozed" });
  return changed === undefined ? goneReply(language) : snoozedReply(changed, until, language);
}

/** Whether a subscription is in this workspace, or in the caller's own direct messages, which may be in another workspace. */
function isHere(context: CommandContext, subscription: Subscription): boolean {
  const { place } = subscription;
  const isOwn = subscription.recipient !== undefined && mayChange(context, subscription);
  return isOwn || (place.platform === context.place.platform && place.workspace === context.place.workspace);
}

/** Whether the caller may answer a quiz: anybody in its workspace, or the recipient of its direct message. A quiz that somebody takes alone has no place. */
function isAskedHere({ person, place: here }: CommandContext, { place }: Quiz): boolean {
  if (place === undefined) return true;
  const { platform, workspace, recipient } = place;
  if (recipient !== undefined) return isSamePerson({ platform, workspace, person: recipient }, person);
  return platform === here.platform && workspace === here.workspace;
}

async function takeAnswer(context: CommandContext, id: string, option: number): Promise<Reply> {
  const { store, language, person, now, zone, library } = context;
  const quiz = await store.quiz(id);
  if (quiz === undefined || !isAskedHere(context, quiz)) return quizGoneReply(language);
  const participant = await store.participant(person);
  const previous = await store.quizAnswer(id, participant);
  const outcome = answerQuiz(quiz, previous, { participant, person }, option, now);
  const comesBack = outcome.kind === "taken" && library.isMaterial(quiz.item);
  if (comesBack) {
    // Saved before the answer, since a saved answer is not taken again: after a crash in between, the press is handled again and saves the same review.
    const before = (await store.reviews(participant)).find(({ item }) => item === quiz.item);
    const review = afterAnswer(before, quiz.item, outcome.right, localDate(now, zone));
    await store.setReview(participant, quiz.item, review, person);
  }
  if (outcome.kind === "taken" || outcome.kind === "changed") {
    // The same person pressed twice at once, and the other press was saved first.
    if (!(await store.saveAnswer(outcome.answer, previous, person))) return takeAnswer(context, id, option);
  }
  return answerReply(quiz, outcome, comesBack && !outcome.right, language);
}
