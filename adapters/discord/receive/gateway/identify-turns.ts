import { setTimeout as wait } from "node:timers/promises";
import { type IIdentifyThrottler, SimpleIdentifyThrottler } from "discord.js";
import { describeError } from "../../../../src/common/describe-error.ts";
import type { Settings } from "../../options.ts";

/** How many times to check, during another process's turn, whether it is over. */
const LOOKS = 10;

export interface IdentifyTurnsOptions extends Pick<Settings, "applicationId" | "claim" | "delays" | "log"> {
  /** How many shards may identify at once. */
  readonly concurrency: number;
  /** Called repeatedly while a shard waits, and when its turn comes: a sign of progress. */
  readonly onWaiting: () => void;
}

/** Makes the throttler that lets the shards of all processes identify one after another; if the claim fails, only those of this process. */
export function createIdentifyTurns({
  applicationId,
  claim,
  delays: { turn },
  log,
  concurrency,
  onWaiting,
}: IdentifyTurnsOptions): IIdentifyThrottler {
  const own = new SimpleIdentifyThrottler(concurrency);

  async function isOurTurn(shard: number): Promise<boolean> {
    try {
      return (await claim?.(`discord/identify/${applicationId}/${shard % concurrency}`, turn)) ?? true;
    } catch (error) {
      log.warn(
        { shard, ...describeError(error) },
        "It could not be determined whether another process is connecting to Discord at the same time.",
      );
      return true;
    }
  }

  async function waitingFor(ownTurn: Promise<void>): Promise<void> {
    const again = setInterval(onWaiting, turn / LOOKS);
    return ownTurn.finally(() => clearInterval(again));
  }

  return {
    async waitForIdentify(shard, signal) {
      await waitingFor(own.waitForIdentify(shard, signal));
      while (!(await isOurTurn(shard))) {
        onWaiting();
        await wait(turn / LOOKS, undefined, { signal });
      }
      onWaiting();
    },
  };
}
