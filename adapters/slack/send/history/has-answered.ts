import { describeError } from "../../../../src/common/describe-error.ts";
import type { Logger } from "../../../../src/ports.ts";
import { type History, questionOf } from "./history.ts";

/** A question in a channel. */
export interface WrittenQuestion {
  readonly id: string;
  readonly channel: string;
  /** The timestamp of the thread that it is in, or would begin. */
  readonly thread: string;
  /** When it was written, in milliseconds since 1970. */
  readonly since: number;
}

/**
 * Returns whether Malinois has posted an answer to a question. Returns false if Slack does not show the thread, since a second answer is better than none.
 * Never rejects.
 */
export type HasAnswered = (question: WrittenQuestion) => Promise<boolean>;

/** Makes the search. */
export function createHasAnswered(history: History, logger: Logger): HasAnswered {
  async function look({ id, channel, thread, since }: WrittenQuestion): Promise<boolean> {
    for await (const { messages } of history(channel, thread, { from: since }))
      if (messages.some((message) => questionOf(message) === id)) return true;
    return false;
  }

  return (question) =>
    look(question).catch((error: unknown) => {
      logger.warn(describeError(error), "it is not known whether an edited question was answered; it is answered");
      return false;
    });
}
