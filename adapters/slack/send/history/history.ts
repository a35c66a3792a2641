import { type Payload, record, records, text } from "../../../kit/payload.ts";
import type { RetryPolicy } from "../../../kit/retry.ts";
import { isDirect } from "../../receive/parse.ts";
import { type Call, persistent } from "../api.ts";

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

/** Makes the reader. https://docs.slack.dev/reference/methods/conversations.history */
export function createHistory(call: Call, retryPolicy: RetryPolicy): History {
  const ask = persistent(call, retryPolicy);

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

/** The key that a message of Malinois's was sent with; undefined for any other message. */
export function keyOf(message: Payload): string | undefined {
  const metadata = record(message, "metadata");
  return metadata.event_type === EVENT_TYPE ? text(record(metadata, "event_payload"), "key") : undefined;
}
