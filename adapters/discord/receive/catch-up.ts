import { z } from "zod";
import { describeError } from "../../../src/common/describe-error.ts";
import type { Instant } from "../../../src/model.ts";
import type { Logger, RecentPlace } from "../../../src/ports.ts";
import { type Api, askDiscord } from "../send/api.ts";
import { codeOf, DISCORD_ERROR } from "../send/errors.ts";
import { idAt } from "../send/history/history.ts";
import { type Membership, member } from "./events.ts";

/** In ms. Somebody who wrote longer ago than this has probably asked somebody else by now, and a late answer would only be noise. */
const STILL_WAITING = 15 * 60_000;
/** How many of a channel's messages are read at most: the latest ones. */
const MOST_MESSAGES = 100;

const page = z.array(z.looseObject({ id: z.string(), author: z.object({ id: z.string() }) }));

/** A message that arrived while no process was listening. */
export interface MissedMessage {
  /** As MESSAGE_CREATE would have delivered it. */
  readonly event: object;
  /** Whether it needs an answer only if it is addressed to Malinois: Malinois has written there since, or the place is not a thread. */
  readonly onlyIfAddressed: boolean;
}

export interface CatchUpOptions {
  readonly api: Api;
  readonly botId: string;
  /** Whether this process receives the messages of a server, or, for "", direct messages. */
  readonly hears: (server: string) => boolean;
  /** Whether a message can be for Malinois. */
  readonly isWanted: (message: MissedMessage) => boolean;
  readonly now: () => Instant;
  readonly log: Logger;
}

/**
 * Yields what people recently wrote in some places and is wanted, with one call for each place: Discord replays events only to a connection that is resumed, not
 * to a program that was not running. Messages that did arrive are yielded too; their ids identify them later as duplicates. The history does not say whether
 * somebody is a guest of the server, so that is asked once for each of these people. What was written by people who have left the server since is left out.
 */
export async function* missedMessages(
  { api, botId, hears, isWanted, now, log }: CatchUpOptions,
  places: readonly RecentPlace[],
): AsyncGenerator<MissedMessage> {
  const known = new Map<string, Promise<Membership | undefined>>();
  const membershipOf = (server: string, person: string) => {
    const route = `/guilds/${server}/members/${person}` as const;
    const asked = known.get(route) ?? askForMembership(api, route);
    known.set(route, asked);
    return asked;
  };
  for (const { workspace, channel, thread } of places) {
    if (!hears(workspace)) continue;
    // Not with `after`: Discord would return the earliest messages after it, not the latest.
    const route = `/channels/${thread ?? channel}/messages?limit=${MOST_MESSAGES}` as const;
    const earliest = BigInt(idAt(now() - STILL_WAITING));
    try {
      const latest = await askDiscord(api, route, page);
      const messages = latest.filter(({ id }) => BigInt(id) > earliest).sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
      const last = messages.findLastIndex(({ author }) => author.id === botId);
      for (const [at, message] of messages.entries()) {
        if (message.author.id === botId) continue;
        // The history does not say in which server a channel is.
        const event = workspace === "" ? message : { ...message, guild_id: workspace };
        const missed = { event, onlyIfAddressed: thread === undefined || at < last };
        if (!isWanted(missed)) continue;
        const membership = workspace === "" ? undefined : await membershipOf(workspace, message.author.id);
        if (workspace === "") yield missed;
        else if (membership !== undefined) yield { ...missed, event: { ...event, member: membership } };
      }
    } catch (error) {
      // Discord's own errors are expected: a thread that does not exist yet, a deleted channel, no permission to read.
      if (codeOf(error) === undefined) log.warn(describeError(error), "Messages written in the meantime could not be read.");
    }
  }
}

/** Returns what an event would say about its writer as a member of a server; undefined if they are not one. Rejects with discord.js's error. */
async function askForMembership(api: Api, route: `/guilds/${string}`): Promise<Membership | undefined> {
  try {
    return await askDiscord(api, route, member);
  } catch (error) {
    if (codeOf(error) === DISCORD_ERROR.unknownMember) return undefined;
    throw error;
  }
}
