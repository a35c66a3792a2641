import { z } from "zod";
import type { Instant, Place } from "../../../src/model.ts";
import { idBefore } from "../snowflake.ts";
import type { Api } from "./api.ts";
import { askDiscord } from "./api.ts";
import { channelOf } from "./channels.ts";
import { codeOf, DISCORD_ERROR } from "./errors.ts";
import { hasMarks, seenComponent } from "./marks.ts";

const page = z.array(
  z.object({ id: z.string(), author: z.object({ id: z.string() }), components: z.array(seenComponent).default([]) }),
);

const CLOCKS_DIFFER = 5 * 60_000;

/** Messages in an answer of Discord's, and how many answers are read at most. */
const PAGE = 100;
const PAGES = 20;

/** What is needed to look into the history. */
export interface HistoryReader {
  readonly api: Api;
  readonly botId: string;
  /** Whether the bot may read the history of a server's channel: without that right Discord shows an empty one. */
  mayRead(channel: string): Promise<boolean>;
}

/**
 * Whether a message with a key was posted in a place, at or after an instant: it is known by ids of its components, which people do not see.
 * Rejects with discord.js's error where Discord could not be asked.
 */
export async function findInHistory(
  reader: HistoryReader,
  place: Place,
  key: string,
  since: Instant,
): Promise<"sent" | "absent" | "unknown"> {
  try {
    const channel = await channelOf(reader.api, place);
    // A thread has the rights of its channel, and may not have begun.
    if (place.recipient === undefined && !(await reader.mayRead(place.channel))) return "unknown";
    return await findInChannel(reader, channel, key, since);
  } catch (error) {
    const code = codeOf(error);
    const { thread, ...around } = place;
    // Where no thread could be begun, the message went to the channel itself.
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
  let after = idBefore(since - CLOCKS_DIFFER);
  for (let pages = 0; pages < PAGES; pages += 1) {
    const messages = await askDiscord(api, `/channels/${channel}/messages?limit=${PAGE}&after=${after}`, page);
    if (messages.some(({ author, components }) => author.id === botId && hasMarks(components, key))) return "sent";
    if (messages.length < PAGE) return "absent";
    after = messages.map(({ id }) => id).reduce((latest, id) => (BigInt(id) > BigInt(latest) ? id : latest));
  }
  return "unknown";
}
