import { MalinoisError } from "../../../src/errors.ts";
import { type Payload, record, records, text } from "../../kit/payload.ts";
import type { RetryPolicy } from "../../kit/retry.ts";
import { isDirect } from "../receive/parse.ts";
import { type Call, persistent } from "./api.ts";
import { failureOf, isTokenRefusal, SlackRefusal } from "./errors.ts";

/** What is known of a message: Slack was asked, and has it, or has it not, or there is too much to look through. */
type Sighting = "sent" | "absent" | "unknown";

/**
 * Looks for one of Malinois's messages in a conversation by the key in its metadata, among those posted at or after an
 * instant (milliseconds since 1970). A refusal says that Slack will not tell, however often it is asked. Throws a `MalinoisError` where Slack could not be
 * asked, or not with this token.
 */
export type Find = (channel: string, thread: string | undefined, key: string, since: number) => Promise<Sighting>;

/** Names Malinois's messages among those with metadata. */
export const EVENT_TYPE = "malinois_reply";
/** Slack's clock and ours may differ by so much. */
const CLOCK_DIFFERENCE = 300_000;
/** The message that was answered has been deleted, and nothing is under it. */
const THREAD_GONE = "thread_not_found";
const PAGE = 200;
const LAST_PAGE = 5;
/**
 * An app that is distributed outside of the Marketplace may read history once a minute, fifteen messages at a time. Whoever must wait longer than this, in
 * milliseconds, does not learn it in time. https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps
 */
const LIMITED_WAIT = 5_000;

/**
 * Makes the search. https://docs.slack.dev/messaging/message-metadata
 * @param isLimited Slack may hold back history so long that it cannot tell: that is "unknown", and no error after which one asks again
 */
export function createFind(call: Call, retryPolicy: RetryPolicy, isLimited: boolean): Find {
  const ask = persistent(isLimited ? tellingWhenHeldBack(call) : call, retryPolicy);

  /** A person's id stands for the conversation with that person when one posts, but not when one reads. */
  async function conversation(channel: string): Promise<string> {
    if (!isDirect(channel) || channel.startsWith("D")) return channel;
    const opened = await ask("conversations.open", { users: channel });
    return text(record(opened, "channel"), "id") ?? channel;
  }

  async function look(channel: string, thread: string | undefined, key: string, since: number): Promise<Sighting> {
    const method = thread === undefined ? "conversations.history" : "conversations.replies";
    const where = { channel: await conversation(channel), ...(thread !== undefined && { ts: thread }) };
    const oldest = String((since - CLOCK_DIFFERENCE) / 1_000);
    let cursor: string | undefined;
    for (let page = 0; page < LAST_PAGE; page += 1) {
      const next = cursor === undefined ? {} : { cursor };
      const found = await ask(method, { ...where, oldest, include_all_metadata: true, limit: PAGE, ...next });
      if (records(found, "messages").some((message) => keyOf(message) === key)) return "sent";
      cursor = text(record(found, "response_metadata"), "next_cursor");
      if (cursor === undefined) return "absent";
    }
    return "unknown";
  }

  return (...given) =>
    look(...given).catch((error: unknown) => {
      if (error instanceof HeldBack) return "unknown";
      if (!(error instanceof SlackRefusal) || isTokenRefusal(error)) throw error;
      return error.error === THREAD_GONE ? "absent" : "unknown";
    });
}

/** Slack holds history back for longer than a search can wait. */
class HeldBack extends MalinoisError {
  constructor() {
    super("platform", "Slack holds back the history of a conversation", "see docs/slack.md: what Slack limits");
  }
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

function keyOf(message: Payload): string | undefined {
  const metadata = record(message, "metadata");
  return metadata.event_type === EVENT_TYPE ? text(record(metadata, "event_payload"), "key") : undefined;
}
