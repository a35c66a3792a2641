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
import { pause, remove } from "./changing.ts";
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
    remove(context, subscription);
    return stoppedReply(language, subscription);
  }
  const { pause: rest } = snooze(subscription, action.days, now);
  const until = rest?.until ?? now;
  // Pressing the button of an old nudge must not shorten a longer pause.
  const { pause: before } = subscription;
  if (before !== undefined && (before.until ?? Number.POSITIVE_INFINITY) >= until) {
    return before.until === undefined ? word(language, "paused") : snoozedReply(subscription, before.until, language);
  }
  return snoozedReply(await pause(context, subscription, { until, reason: "snoozed" }), until, language);
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
  const { store, changes, language, person, now, zone, library } = context;
  const quiz = await store.quiz(id);
  if (quiz === undefined || !isAskedHere(context, quiz)) return quizGoneReply(language);
  const participant = await store.participant(person);
  const previous = await store.quizAnswer(id, participant);
  const outcome = answerQuiz(quiz, previous, { participant, person }, option, now);
  const comesBack = outcome.kind === "taken" && library.isMaterial(quiz.item);
  if (comesBack) {
    const before = (await store.reviews(participant)).find(({ item }) => item === quiz.item);
    const review = afterAnswer(before, quiz.item, outcome.right, localDate(now, zone));
    changes.add(async (transaction) => {
      await store.within(transaction).setReview(participant, quiz.item, review, person);
      return true;
    });
  }
  if (outcome.kind === "taken" || outcome.kind === "changed") {
    // False if the same person pressed twice at once, and the other press was saved first.
    changes.add((transaction) => store.within(transaction).saveAnswer(outcome.answer, previous, person));
  }
  return answerReply(quiz, outcome, comesBack && !outcome.right, language);
}
