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
  /** The answer where deciding failed. */
  apologise(inbound: Inbound): DecidedAnswer;
  readonly timings?: Partial<AnswerTimings>;
}

/** All in milliseconds. */
export interface AnswerTimings {
  /** Between two checks for what is to be sent again or taken over. */
  readonly every: number;
  /** A process without a heartbeat for this long no longer works on its messages. Longer than a process may pause. */
  readonly staleAfter: number;
  /** The wait before an answer that could not be sent is tried again; it doubles each time. */
  readonly retryAfter: number;
  /** The longest such wait. */
  readonly longestRetry: number;
  /** A question not answered by then is given up, and its asker is told: nobody waits longer for first aid. */
  readonly latest: number;
  /** How long another process may still be sending an answer to a withdrawn question. */
  readonly sendingElsewhere: number;
  /** How long to wait for the store when a message comes in; after that it is answered without the store. */
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
