import { isTokenRefusal, SlackRefusal } from "../errors.ts";
import { type History, HistoryRateLimited, keyOf } from "./history.ts";

/** The result of a search: Slack has the message, does not have it, or that is unknown, for instance because there is too much to search. */
type Sighting = "sent" | "absent" | "unknown";

/**
 * Looks for one of Malinois's messages in a conversation by the key in its metadata, among those posted at or after an
 * instant (milliseconds since 1970). Returns "unknown" also for a refusal, since asking again would not help. Throws a `MalinoisError` if Slack could not be
 * asked, or refused the token.
 */
export type Find = (channel: string, thread: string | undefined, key: string, since: number) => Promise<Sighting>;

/** How far Slack's clock and ours may differ, in milliseconds. */
const CLOCK_DIFFERENCE = 300_000;
/** The message that was answered has been deleted, and nothing was written below it. */
const THREAD_GONE = "thread_not_found";
const LAST_PAGE = 5;

/** Makes the search. https://docs.slack.dev/messaging/message-metadata */
export function createFind(history: History): Find {
  async function look(channel: string, thread: string | undefined, key: string, since: number): Promise<Sighting> {
    let pages = 0;
    for await (const { messages, isLast } of history(channel, thread, { from: since - CLOCK_DIFFERENCE })) {
      if (messages.some((message) => keyOf(message) === key)) return "sent";
      if (isLast) return "absent";
      pages += 1;
      if (pages === LAST_PAGE) break;
    }
    return "unknown";
  }

  return (...given) =>
    look(...given).catch((error: unknown) => {
      if (error instanceof HistoryRateLimited) return "unknown";
      if (!(error instanceof SlackRefusal) || isTokenRefusal(error)) throw error;
      return error.error === THREAD_GONE ? "absent" : "unknown";
    });
}
