import type { DeliveryOptions } from "../delivery/options.ts";
import type { Decision, Inbound } from "../model.ts";
import type { DecidedAnswer, Inbox, Remembering } from "./ports.ts";

/** What an inbound message leads to. */
export interface Outcome {
  readonly decision: Decision;
  readonly answer: DecidedAnswer;
  readonly remembering: Remembering;
}

export interface AnswerOptions extends DeliveryOptions {
  readonly inbox: Inbox;
  /** Decides on a message; may be asked again about the same one after a crash. */
  decide(inbound: Inbound): Promise<Outcome>;
  /** What is said where deciding failed. */
  apologise(inbound: Inbound): DecidedAnswer;
  readonly timings?: Partial<AnswerTimings>;
}

/** All in milliseconds. */
export interface AnswerTimings {
  /** Between two looks at what is to be sent again or taken over. */
  readonly every: number;
  /** A process that has not shown for so long that it works on a message, does not. Longer than a process may stand still. */
  readonly staleAfter: number;
  /** Until an answer that could not go is tried again, the first time; it doubles with each. */
  readonly retryAfter: number;
  /** The longest that this grows to. */
  readonly longestRetry: number;
  /** A question that is not answered by then is given up: its asker is told instead. Nobody waits longer for first aid. */
  readonly latest: number;
  /** The store is waited for so long when a message comes in; after that it is answered without. */
  readonly storeLimit: number;
}

export const ANSWER_TIMINGS: AnswerTimings = {
  every: 2_000,
  staleAfter: 30_000,
  retryAfter: 5_000,
  longestRetry: 60_000,
  latest: 3_600_000,
  storeLimit: 2_000,
};
