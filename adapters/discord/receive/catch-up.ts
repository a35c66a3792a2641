import { z } from "zod";
import type { Instant } from "../../../src/model.ts";
import type { Logger, RecentPlace } from "../../../src/ports.ts";
import { describeError } from "../../kit/describe-error.ts";
import { type Api, askDiscord } from "../send/api.ts";
import { codeOf } from "../send/errors.ts";
import { idAt } from "../send/history/history.ts";

/** Whoever wrote longer ago than this, in ms, has asked somebody else by now: a late answer would rather disturb. */
const STILL_WAITING = 15 * 60_000;
/** Messages of a channel that are looked at, the latest ones. */
const MOST_MESSAGES = 100;

const page = z.array(z.looseObject({ id: z.string(), author: z.object({ id: z.string() }) }));

/** A message as MESSAGE_CREATE would have brought it. */
export interface MissedMessage {
  readonly event: object;
  /** Malinois has said something there since, or it is no thread: only what is addressed to it still waits for an answer. */
  readonly onlyIfAddressed: boolean;
}

export interface CatchUpOptions {
  readonly api: Api;
  readonly botId: string;
  /** Whether this process hears what is said in a server, or, where that is "", in direct messages. */
  readonly hears: (server: string) => boolean;
  readonly now: () => Instant;
  readonly log: Logger;
}

/**
 * What people wrote in some places of late, one call for each: Discord replays events only to a connection that is taken up again, not to a program that was not
 * running. What was heard all the same comes again, and is known by its id.
 */
export async function* missedMessages(
  { api, botId, hears, now, log }: CatchUpOptions,
  places: readonly RecentPlace[],
): AsyncGenerator<MissedMessage> {
  for (const { workspace, channel, thread } of places) {
    if (!hears(workspace)) continue;
    const route = `/channels/${thread ?? channel}/messages?limit=${MOST_MESSAGES}&after=${idAt(now() - STILL_WAITING)}` as const;
    try {
      const messages = (await askDiscord(api, route, page)).sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
      const last = messages.findLastIndex(({ author }) => author.id === botId);
      for (const [at, message] of messages.entries()) {
        if (message.author.id === botId) continue;
        // The history does not say in which server a channel is.
        const event = workspace === "" ? message : { ...message, guild_id: workspace };
        yield { event, onlyIfAddressed: thread === undefined || at < last };
      }
    } catch (error) {
      // A thread that has not begun, a channel that is gone, no right to read.
      if (codeOf(error) === undefined) log.warn(describeError(error), "What was written meanwhile could not be read.");
    }
  }
}
