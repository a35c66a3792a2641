import { setTimeout as wait } from "node:timers/promises";
import { type IIdentifyThrottler, SimpleIdentifyThrottler } from "discord.js";
import { describeError } from "../../../kit/describe-error.ts";
import type { Settings } from "../../options.ts";

/** How often a turn that another process has is asked for while it lasts. */
const LOOKS = 10;

export interface IdentifyTurnsOptions extends Pick<Settings, "applicationId" | "claim" | "delays" | "log"> {
  /** How many shards may identify at once. */
  readonly concurrency: number;
  /** Called again and again while a shard waits, and when it goes: it is on its way. */
  readonly onWaiting: () => void;
}

/** Makes the shards of all processes identify one after another. Where the processes cannot be asked, those of this one do. */
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
        "It is not known whether another process connects to Discord at the same time.",
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
