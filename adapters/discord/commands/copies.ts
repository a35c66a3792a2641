import type { ApplicationCommand, Client } from "discord.js";
import type { Logger } from "../../../src/ports.ts";
import type { RetryPolicy } from "../../kit/retry.ts";
import { retryAlways } from "../send/api.ts";
import { codeOf, DISCORD_ERROR, explain, rateLimitOf } from "../send/errors.ts";
import { ALL_INSTALLATIONS, commandDefinitions } from "./commands.ts";
import { isSameCommand } from "./registration.ts";

/** Between two calls, in milliseconds. It leaves four fifths of the 50 calls a second that a bot may make, so that answers never wait for this. */
const PAUSE = 100;
/** The longest rate limit that is waited for, in milliseconds; if Discord asks for more, the next start continues. */
const LONGEST_WAIT = 10 * 60_000;

/** Errors that concern one server only: it does not let Malinois see commands, or is gone. The next server is then searched. */
const OF_ONE_SERVER: readonly (number | undefined)[] = [DISCORD_ERROR.missingAccess, DISCORD_ERROR.unknownServer];

/** The progress of the removal: the number of servers, of servers searched, of copies removed, and of servers that refused. */
interface Tally {
  readonly servers: number;
  looked: number;
  removed: number;
  refused: number;
}

/**
 * Removes copies of Malinois' commands in single servers, where people would see them twice. Runs at each start for all servers of this process, since a copy
 * may be of any age. It is slow on purpose, waits as long as Discord asks, and never rejects. If a stop interrupts it, the next start continues.
 * @param policy its `sleep` rejects when the adapter stops meanwhile
 */
export async function removeCopies({ guilds, application }: Client<true>, log: Logger, policy: RetryPolicy): Promise<void> {
  const definitions = commandDefinitions(ALL_INSTALLATIONS);
  const isCopy = (command: ApplicationCommand) => definitions.some((definition) => isSameCommand(command, definition));
  const servers = [...guilds.cache.keys()];
  const tally: Tally = { servers: servers.length, looked: 0, removed: 0, refused: 0 };

  /** Makes a call after a pause, and again if a rate limit was the reason that it failed. */
  async function politely<Result>(call: () => Promise<Result>): Promise<Result> {
    for (;;) {
      await policy.sleep(PAUSE);
      try {
        return await retryAlways(call, policy);
      } catch (error) {
        const wait = rateLimitOf(error);
        if (wait === undefined || wait > LONGEST_WAIT) throw error;
        await policy.sleep(wait);
      }
    }
  }

  async function clean(guildId: string): Promise<void> {
    const commands = await politely(() => application.commands.fetch({ guildId, cache: false }));
    for (const copy of commands.filter(isCopy).values()) {
      await politely(() => application.commands.delete(copy.id, guildId));
      tally.removed += 1;
    }
  }

  for (const server of servers) {
    try {
      await clean(server);
      tally.looked += 1;
    } catch (error) {
      if (!OF_ONE_SERVER.includes(codeOf(error))) {
        const reason = explain(error).message;
        log.info({ ...tally, reason }, "Not every server was searched for old copies of the commands; the next start goes on.");
        return;
      }
      tally.refused += 1;
    }
  }
  if (tally.removed > 0 || tally.refused > 0) log.info({ ...tally }, "Searched the servers for old copies of the commands.");
}
