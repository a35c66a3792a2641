import type { Instant, Place } from "../../../../src/model.ts";
import type { Api } from "../api.ts";
import { channelOf } from "../channels.ts";
import { codeOf, DISCORD_ERROR } from "../errors.ts";
import { idAt, messagesAfter } from "./history.ts";
import { hasMarks } from "./marks.ts";

const CLOCKS_DIFFER = 5 * 60_000;

/** How many pages of history are read at most. */
const PAGES = 20;

/** The dependencies of a search in the history. */
export interface HistoryReader {
  readonly api: Api;
  readonly botId: string;
  /** Whether the bot may read the history of a server's channel: without that right Discord shows an empty one. */
  mayRead(place: Place): Promise<boolean>;
}

/**
 * Returns whether a message with a key was posted in a place, at or after an instant. The message is recognised by the ids of its components, which people do
 * not see. Rejects with discord.js's error if Discord could not be asked.
 */
export async function findInHistory(
  reader: HistoryReader,
  place: Place,
  key: string,
  since: Instant,
): Promise<"sent" | "absent" | "unknown"> {
  try {
    const channel = await channelOf(reader.api, place);
    // The channel is asked about, since a thread has the same rights, and may not have begun.
    if (place.recipient === undefined && !(await reader.mayRead(place))) return "unknown";
    return await findInChannel(reader, channel, key, since);
  } catch (error) {
    const code = codeOf(error);
    const { thread, ...around } = place;
    // If no thread could be opened, the message was posted in the channel itself.
    if (code === DISCORD_ERROR.unknownChannel && thread !== undefined) return findInHistory(reader, around, key, since);
    if (code === DISCORD_ERROR.unknownChannel) return "absent";
    if (code === DISCORD_ERROR.missingAccess || code === DISCORD_ERROR.missingPermissions) return "unknown";
    throw error;
  }
}

async function findInChannel(
  { api, botId }: HistoryReader,
  channel: string,
  key: string,
  since: Instant,
): Promise<"sent" | "absent" | "unknown"> {
  let pages = 0;
  for await (const { messages, isLast } of messagesAfter(api, channel, idAt(since - CLOCKS_DIFFER))) {
    if (messages.some(({ author, components }) => author.id === botId && hasMarks(components, key))) return "sent";
    if (isLast) return "absent";
    pages += 1;
    if (pages === PAGES) break;
  }
  return "unknown";
}
