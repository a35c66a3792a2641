import { describeError } from "../../../../src/common/describe-error.ts";
import type { Logger } from "../../../../src/ports.ts";
import { type Payload, text } from "../../../kit/payload.ts";
import type { RetryPolicy } from "../../../kit/retry.ts";
import { type Call, persistent } from "../api.ts";
import { SlackRefusal } from "../errors.ts";
import { type History, keyOf } from "./history.ts";

/** A deleted question in a channel, and the keys that answers to it were sent with. */
export interface DeletedQuestion {
  readonly channel: string;
  /** The timestamp of the thread that it was in, or began. */
  readonly thread: string;
  /** When it was written, in milliseconds since 1970. */
  readonly since: number;
  readonly keys: readonly string[];
}

/**
 * Deletes Malinois's answers to a deleted question. They stay if anybody has written below them, since that may build on them. Never rejects.
 */
export type TakeBack = (question: DeletedQuestion, botUser: string) => Promise<void>;

/** Refusals that mean there is nothing left to delete. */
const GONE: readonly string[] = ["thread_not_found", "message_not_found"];

export function createTakeBack(call: Call, history: History, retryPolicy: RetryPolicy, logger: Logger): TakeBack {
  const ask = persistent(call, retryPolicy);

  async function takeBack({ channel, thread, since, keys }: DeletedQuestion, botUser: string): Promise<void> {
    const answers: string[] = [];
    for await (const { messages } of history(channel, thread, { from: since })) {
      for (const message of messages) {
        const [written, ts] = [text(message, "user"), text(message, "ts")];
        if (ts !== undefined && written === botUser && isAnswer(message, keys)) answers.push(ts);
        else if (answers.length > 0 && written !== botUser) return;
      }
    }
    for (const ts of answers.reverse()) await ask("chat.delete", { channel, ts });
  }

  return (question, botUser) =>
    takeBack(question, botUser).catch((error: unknown) => {
      if (error instanceof SlackRefusal && GONE.includes(error.error)) return;
      logger.warn(describeError(error), "the answer to a deleted question could not be deleted");
    });
}

/** If an answer takes several messages, the later ones have the answer's key followed by their number. */
function isAnswer(message: Payload, keys: readonly string[]): boolean {
  const key = keyOf(message);
  return key !== undefined && keys.some((one) => key === one || key.startsWith(`${one}/`));
}
