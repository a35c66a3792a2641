import { MalinoisError } from "../../../../src/errors.ts";
import { type Payload, record, records, text } from "../../../kit/payload.ts";
import type { RetryPolicy } from "../../../kit/retry.ts";
import { isDirect } from "../../receive/parse.ts";
import { type Call, persistent } from "../api.ts";
import { failureOf } from "../errors.ts";

/** Names Malinois's messages among those with metadata. */
export const EVENT_TYPE = "malinois_reply";
const PAGE = 200;

/** A span of time, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly until?: number;
}

/**
 * Reads the messages of a channel, or of a thread with its first message, page by page, their metadata included. The second value says that there are more pages.
 * Throws a `SlackRefusal` where Slack does not show them, another `MalinoisError` where it could not be asked.
 */
export type History = (
  channel: string,
  thread: string | undefined,
  span: Span,
) => AsyncGenerator<{ readonly messages: readonly Payload[]; readonly isLast: boolean }>;

/**
 * An app that is distributed outside of the Marketplace may read history once a minute, fifteen messages at a time. Whoever must wait longer than this, in
 * milliseconds, does not learn it in time. https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps
 */
const LIMITED_WAIT = 5_000;

/** Slack holds history back for longer than anybody can wait. */
export class HeldBack extends MalinoisError {
  constructor() {
    super("platform", "Slack holds back the history of a conversation", "see docs/slack.md, What Slack limits");
  }
}

/**
 * Makes the reader. https://docs.slack.dev/reference/methods/conversations.history
 * @param isLimited Slack may hold history back for long: it then throws {@link HeldBack}, and does not wait
 */
export function createHistory(call: Call, retryPolicy: RetryPolicy, isLimited: boolean): History {
  const ask = persistent(isLimited ? tellingWhenHeldBack(call) : call, retryPolicy);

  /** A person's id stands for the conversation with that person when one posts, but not when one reads. */
  async function conversation(channel: string): Promise<string> {
    if (!isDirect(channel) || channel.startsWith("D")) return channel;
    const opened = await ask("conversations.open", { users: channel });
    return text(record(opened, "channel"), "id") ?? channel;
  }

  return async function* pages(channel, thread, { from, until }) {
    const method = thread === undefined ? "conversations.history" : "conversations.replies";
    const where = {
      channel: await conversation(channel),
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

function tellingWhenHeldBack(call: Call): Call {
  return async (method, parameters) => {
    try {
      return await call(method, parameters);
    } catch (error) {
      const failure = failureOf(error);
      throw failure.kind === "rateLimited" && failure.wait > LIMITED_WAIT ? new HeldBack() : error;
    }
  };
}

/** The key that a message of Malinois's was sent with; undefined for any other message. */
export function keyOf(message: Payload): string | undefined {
  const metadata = record(message, "metadata");
  return metadata.event_type === EVENT_TYPE ? text(record(metadata, "event_payload"), "key") : undefined;
}
