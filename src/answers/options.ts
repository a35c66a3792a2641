import type { DeliveryOptions } from "../delivery/options.ts";
import type { Decision, Inbound } from "../model.ts";
import type { DecidedAnswer, Inbox, Remembering } from "./ports.ts";

/** The result of deciding on an inbound message. */
export interface Outcome {
  readonly decision: Decision;
  readonly answer: DecidedAnswer;
  readonly remembering: Remembering;
}

export interface AnswerOptions extends DeliveryOptions {
  readonly inbox: Inbox;
  /** Decides on a message; called again for the same message if the process crashed meanwhile. */
  decide(inbound: Inbound): Promise<Outcome>;
  /** Returns the answer to send if deciding fails. */
  apologise(inbound: Inbound): DecidedAnswer;
  readonly timings?: Partial<AnswerTimings>;
}

/** All in milliseconds. */
export interface AnswerTimings {
  /** Between two checks for messages to send again or to take over. */
  readonly every: number;
  /** A process without a heartbeat for this long counts as dead, and its messages are taken over. Longer than any pause of a live process. */
  readonly staleAfter: number;
  /** The wait before the first retry of an answer that could not be sent; it doubles each time. */
  readonly retryAfter: number;
  /** The longest wait before a retry. */
  readonly longestRetry: number;
  /** A question that is not answered after this time is given up, and its asker is told: nobody waits longer for first aid. */
  readonly latest: number;
  /** How long withdrawing a question waits for another process that may still be sending the answer. */
  readonly sendingElsewhere: number;
  /** How long a new message waits for the store; after that it is answered without the store. */
  readonly storeLimit: number;
}

export const ANSWER_TIMINGS: AnswerTimings = {
  every: 2_000,
  staleAfter: 30_000,
  retryAfter: 5_000,
  longestRetry: 60_000,
  latest: 3_600_000,
  sendingElsewhere: 15_000,
  storeLimit: 2_000,
};
