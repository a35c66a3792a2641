import type { Leases } from "../../delivery/leases.ts";
import { describe } from "../../delivery/options.ts";
import { lookFor } from "../../delivery/sending.ts";
import type { TakeOverStale } from "../../delivery/stale-leases.ts";
import { LATEST_MS } from "../decide/due.ts";
import type { LeasedMessage, Settlement } from "../ports.ts";
import type { NudgeRunnerOptions } from "./options.ts";

/**
 * Returns the function that recovers messages whose process died while sending them, or for which the platform's response was lost. It asks the platform
 * before anything is sent again. If the platform cannot tell, nothing is sent again.
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
      logger.warn({ key: message.key, error: describe(error) }, "a platform could not be asked whether it has a message");
    }
    // The platform is asked again when this lease has gone stale too, until the message is a day late.
    return now() - message.dueAt > LATEST_MS ? { state: "unknown" } : undefined;
  }

  async function recover(message: LeasedMessage): Promise<void> {
    const settlement = await ask(message);
    if (settlement === undefined) return;
    await store.settle(message.key, leaseOwner, settlement, now());
    logger.warn({ key: message.key, state: settlement.state }, "a message left in flight was recovered");
  }

  return async () => {
    for await (const message of takeOverStale()) await recover(message).finally(() => leases.release(message.key));
  };
}
