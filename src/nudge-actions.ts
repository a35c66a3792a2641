/** The actions of the buttons of nudges and quizzes. */

import type { Language } from "./basic-types.ts";

/** Pauses the subscription that a nudge came from for some days. */
export interface SnoozeAction {
  readonly kind: "snooze";
  readonly subscription: string;
  readonly days: number;
  readonly language: Language;
}

/** Asks whether to end the subscription that a nudge came from, ends it, or says why the nudge came. */
export interface SubscriptionAction {
  readonly kind: "confirm-stop" | "stop-nudges" | "why-nudge";
  readonly subscription: string;
  readonly language: Language;
}

/** Carries out a command for one of several subscriptions. */
export interface ManageNudgeAction {
  readonly kind: "manage-nudge";
  readonly command: NudgeCommandName;
  readonly subscription: string;
  /** For "pause": the local date on which it ends, "2026-12-24"; absent: until somebody resumes it. */
  readonly until?: string;
  readonly language: Language;
}

/** The commands that are about one subscription. */
export const NUDGE_COMMAND_NAMES = ["edit", "pause", "resume", "remove", "now", "preview", "history", "progress"] as const;
export type NudgeCommandName = (typeof NUDGE_COMMAND_NAMES)[number];

/** Answers an open quiz, with the index of the chosen option. */
export interface QuizAction {
  readonly kind: "quiz-answer";
  readonly quiz: string;
  readonly option: number;
  readonly language: Language;
}

/** A button of a nudge or a quiz. */
export type NudgeAction = SnoozeAction | SubscriptionAction | ManageNudgeAction | QuizAction;
