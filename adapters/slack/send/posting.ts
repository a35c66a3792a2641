import { createHash } from "node:crypto";
import { describeError } from "../../../src/common/describe-error.ts";
import { DeliveryError, MalinoisError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/ports.ts";
import type { Payload } from "../../kit/payload.ts";
import type { RetryPolicy } from "../../kit/retry.ts";
import type { SlackMessage } from "../render/render.ts";
import { type Call, persist } from "./api.ts";
import type { ChannelQueue } from "./channel-queue.ts";
import { isUndrawable } from "./errors.ts";
import type { Find } from "./history/find.ts";
import { EVENT_TYPE } from "./history/history.ts";

/** Where messages are posted, and how they can be recognised. */
interface Destination {
  readonly channel: string;
  readonly thread: string | undefined;
  /** The question that is answered; undefined for what nobody asked. */
  readonly question: string | undefined;
  /** The caller's own key; if undefined, keys are made from the messages. */
  readonly key?: string | undefined;
}

/** A message without blocks. */
type Words = Pick<SlackMessage, "text">;

/**
 * Posts the messages of one reply in order, each once. Throws a `DeliveryError` if none was posted, another
 * `MalinoisError` if some were or may have been.
 */
export type Post = (destination: Destination, messages: readonly SlackMessage[]) => Promise<void>;

/** Parameters that turn off link previews, and names or links made out of plain words. */
export const QUIET: Payload = { unfurl_links: false, unfurl_media: false, parse: "none", mrkdwn: false };

/**
 * Makes the function that posts. If Slack's response to a message was lost, the message is searched for in the conversation before it is posted again, since
 * Slack has no idempotency key. For the same reason, a caller that does not know whether an earlier send succeeded must ask `find` first.
 * @param isDeleted whether somebody deleted the question while its answer was queued
 */
export function createPost(
  call: Call,
  find: Find,
  queue: ChannelQueue,
  retryPolicy: RetryPolicy,
  now: () => number,
  logger: Logger,
  isDeleted: (question: string) => boolean,
): Post {
  async function isPosted({ channel, thread }: Destination, key: string, since: number): Promise<boolean> {
    const found = await find(channel, thread, key, since).catch((error: unknown) => {
      throw uncertain(error);
    });
    if (found === "unknown") throw uncertain();
    return found === "sent";
  }

  async function postOne(destination: Destination, message: SlackMessage | Words, part: number): Promise<void> {
    const key = keyFor(destination, message, part);
    const since = now();
    await persist("chat.postMessage", retryPolicy, async (maybeSent) => {
      if (maybeSent && (await isPosted(destination, key, since))) return;
      await call("chat.postMessage", parametersOf(destination, message, key));
    });
  }

  /** Posts a message; as plain text if Slack refuses its blocks. */
  async function postAnyhow(destination: Destination, message: SlackMessage, part: number): Promise<void> {
    try {
      await postOne(destination, message, part);
    } catch (error) {
      if (!isUndrawable(error)) throw error;
      logger.error(describeError(error), "Slack refused the blocks of a message; it is sent as plain text");
      await postOne(destination, { text: message.text }, part);
    }
  }

  return (destination, messages) =>
    queue.run(destination.channel, async (turn) => {
      for (const [part, message] of messages.entries()) {
        try {
          await turn();
          if (destination.question !== undefined && isDeleted(destination.question)) throw questionDeleted();
          await postAnyhow(destination, message, part);
        } catch (error) {
          throw failureOfPart(part, error);
        }
      }
    });
}

function parametersOf(destination: Destination, message: SlackMessage | Words, key: string): Payload {
  const { channel, thread, question } = destination;
  return {
    channel,
    ...(thread !== undefined && { thread_ts: thread }),
    ...message,
    ...QUIET,
    metadata: { event_type: EVENT_TYPE, event_payload: { key, ...(question !== undefined && { question }) } },
  };
}

/** Returns the key of a message: different for each part of a reply and each reply to a question, and the same after a restart. */
function keyFor({ question, thread, key }: Destination, message: SlackMessage | Words, part: number): string {
  if (key !== undefined) return part === 0 ? key : `${key}/${part}`;
  const written = JSON.stringify([question, thread, message, part]);
  return createHash("sha256").update(written).digest("hex").slice(0, 32);
}

function questionDeleted(): DeliveryError {
  return new DeliveryError("gone", "the question was deleted before its answer was posted", "nothing to do");
}

function uncertain(cause?: unknown): MalinoisError {
  const message = "it is not known whether Slack posted a message, and it was not posted again";
  return new MalinoisError("platform", message, "look in the conversation", { cause });
}

/** Returns the error for a reply of which one message, counted from 0, was not sent: a `DeliveryError` would say that nothing was. */
export function failureOfPart(part: number, error: unknown): unknown {
  return part > 0 && error instanceof DeliveryError ? incomplete(error) : error;
}

function incomplete(cause: DeliveryError): MalinoisError {
  return new MalinoisError("platform", `the beginning of a reply was posted, but not the rest: ${cause.message}`, cause.fix, {
    cause,
  });
}
