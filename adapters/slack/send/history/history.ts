import { MalinoisError } from "../../../../src/errors.ts";
import { type Payload, record, records, text } from "../../../kit/payload.ts";
import type { RetryPolicy } from "../../../kit/retry.ts";
import { type Call, persistent } from "../api.ts";
import { conversationOf } from "../conversation.ts";
import { failureOf } from "../errors.ts";

/** The metadata type that distinguishes Malinois's messages from others. */
export const EVENT_TYPE = "malinois_reply";
const PAGE = 200;

/** A span of time, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly until?: number;
}

/**
 * Reads the messages of a channel, or of a thread including its first message, page by page, with their metadata. `isLast` says that there are no more pages.
 * Throws a `SlackRefusal` if Slack does not show them, another `MalinoisError` if it could not be asked.
 */
export type History = (
  channel: string,
  thread: string | undefined,
  span: Span,
) => AsyncGenerator<{ readonly messages: readonly Payload[]; readonly isLast: boolean }>;

/**
 * How long to wait for a rate limit on history, in milliseconds. An app that is distributed outside the Marketplace may read history only once a minute,
 * fifteen messages at a time, and nobody waits that long for an answer. https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps
 */
const LIMITED_WAIT = 5_000;

/** Slack's rate limit on history is longer than anybody can wait. */
export class HistoryRateLimited extends MalinoisError {
  constructor() {
    super("platform", "Slack limits how often the history of a conversation can be read", "see docs/slack.md, What Slack limits");
  }
}

/**
 * Makes the reader. https://docs.slack.dev/reference/methods/conversations.history
 * @param isLimited whether Slack may rate limit history for long: the reader then throws {@link HistoryRateLimited} instead of waiting
 */
export function createHistory(call: Call, retryPolicy: RetryPolicy, isLimited: boolean): History {
  const ask = persistent(isLimited ? throwingWhenRateLimited(call) : call, retryPolicy);

  return async function* pages(channel, thread, { from, until }) {
    const method = thread === undefined ? "conversations.history" : "conversations.replies";
    const where = {
      channel: await conversationOf(ask, channel),
      ...(thread !== undefined && { ts: thread }),
      oldest: String(from / 1_000),
      ...(until !== undefined && { latest: String(until / 1_000) }),
    };
    for (let cursor: string | undefined; ; ) {
      const next = cursor === undefined ? {} : { cursor };
      const found = await ask(method, { ...where, include_all_metadata: true, limit: PAGE, ...next });
      cursor = text(record(found, "response_metadata"), "next_cursor");
      yield { messages: records(found, "messages"), isLast: cursor === undefined };
      if (cursor === undefined) return;
    }
  };
}

function throwingWhenRateLimited(call: Call): Call {
  return async (method, parameters) => {
    try {
      return await call(method, parameters);
    } catch (error) {
      const failure = failureOf(error);
      throw failure.kind === "rateLimited" && failure.wait > LIMITED_WAIT ? new HistoryRateLimited() : error;
    }
  };
}

/** Returns the key that one of Malinois's messages was sent with; undefined for any other message. */
export function keyOf(message: Payload): string | undefined {
  return noted(message, "key");
}

/** Returns the id of the question that one of Malinois's messages answers; undefined for any other message. */
export function questionOf(message: Payload): string | undefined {
  return noted(message, "question");
}

function noted(message: Payload, name: "key" | "question"): string | undefined {
  const metadata = record(message, "metadata");
  return metadata.event_type === EVENT_TYPE ? text(record(metadata, "event_payload"), name) : undefined;
}
