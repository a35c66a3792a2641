import type { Leases } from "../../delivery/leases.ts";
import { describe } from "../../delivery/options.ts";
import { lookFor } from "../../delivery/sending.ts";
import type { TakeOverStale } from "../../delivery/stale-leases.ts";
import { LATEST_MS } from "../decide/due.ts";
import type { LeasedMessage, Settlement } from "../ports.ts";
import type { NudgeRunnerOptions } from "./options.ts";

/**
 * Makes what takes care of nudges whose process died while it sent them, or whose answer was lost: the platform is asked before anything is sent
 * again; where it cannot tell, nothing is.
 */
export function createRecovery(
  { store, adapters, now, leaseOwner, logger }: NudgeRunnerOptions,
  takeOverStale: TakeOverStale<LeasedMessage>,
  leases: Leases,
): () => Promise<void> {
  async function ask(message: LeasedMessage): Promise<Settlement | undefined> {
    const adapter = adapters.find(({ name }) => name === message.place.platform);
    try {
      const found = adapter && (await lookFor(adapter, message, message.startedAt ?? now(), now()));
      if (found === "sent") return { state: "sent" };
      if (found === "absent") return { state: "pending", sendAt: now() };
      if (found === "unknown") return { state: "unknown" };
    } catch (error) {
      logger.warn({ key: message.key, error: describe(error) }, "a platform could not be asked for a message");
    }
    // Asked again when it has stood still once more; a day is enough.
    return now() - message.dueAt > LATEST_MS ? { state: "unknown" } : undefined;
  }

  async function recover(message: LeasedMessage): Promise<void> {
    const settlement = await ask(message);
    if (settlement === undefined) return;
    await store.settle(message.key, leaseOwner, settlement, now());
    logger.warn({ key: message.key, state: settlement.state }, "a message in flight was looked for");
  }

  return async () => {
    for await (const message of takeOverStale()) await recover(message).finally(() => leases.release(message.key));
  };
}
