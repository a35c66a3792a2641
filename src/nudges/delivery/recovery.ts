import { LATEST_MS } from "../decide/due.ts";
import type { LeasedMessage, MessageInFlight, Settlement } from "../ports.ts";
import type { Leases } from "./lease.ts";
import type { NudgeRunnerOptions, RunnerTimings } from "./options.ts";
import { describe } from "./sender.ts";

/** How far before a send began its message is looked for, in ms: the clock may have been set since. */
const CLOCK_MARGIN = 60 * 60 * 1000;

/**
 * Makes what takes care of messages whose process died while it sent them, or whose answer was lost. Such a process is known by its standing
 * still for `staleAfter` of this process's own monotonic time: no wall clock, its or ours, is trusted for that. The platform is asked before anything is sent
 * again; where it cannot tell, nothing is.
 */
export function createRecovery(options: NudgeRunnerOptions, timings: RunnerTimings, hold: Leases): () => Promise<void> {
  const { store, adapters, now, monotonic, leaseOwner, logger } = options;
  const platforms = adapters.map(({ name }) => name);
  let watched = new Map<string, MessageInFlight & { readonly since: number }>();

  async function ask(message: LeasedMessage): Promise<Settlement | undefined> {
    const adapter = adapters.find(({ name }) => name === message.place.platform);
    const startedAt = message.startedAt ?? now();
    try {
      const found = await adapter?.find(message.place, message.key, Math.min(startedAt, now()) - CLOCK_MARGIN);
      if (found === "sent") return { state: "sent" };
      if (found === "absent") return { state: "pending", sendAt: now() };
      if (found === "unknown") return { state: "unknown" };
    } catch (error) {
      logger.warn({ key: message.key, error: describe(error) }, "a platform could not be asked for a message");
    }
    // Asked again when it has stood still once more; a day is enough.
    return now() - message.dueAt > LATEST_MS ? { state: "unknown" } : undefined;
  }

  async function recover(seen: MessageInFlight): Promise<void> {
    const asked = monotonic();
    const message = await store.takeOverLease(seen, leaseOwner);
    if (message === undefined) return;
    hold.take([message.key], asked);
    try {
      const settlement = await ask(message);
      if (settlement === undefined) return;
      await store.settle(message.key, leaseOwner, settlement, now());
      logger.warn({ key: message.key, state: settlement.state }, "a message in flight was looked for");
    } finally {
      hold.release(message.key);
    }
  }

  return async () => {
    const inFlight = await store.messagesInFlight(platforms);
    const next: typeof watched = new Map();
    const stale: MessageInFlight[] = [];
    for (const seen of inFlight) {
      if (hold.has(seen.key)) continue;
      const before = watched.get(seen.key);
      const still =
        before?.leaseOwner === seen.leaseOwner && before.heartbeat === seen.heartbeat ? before : { ...seen, since: monotonic() };
      if (monotonic() - still.since >= timings.staleAfter) stale.push(seen);
      else next.set(seen.key, still);
    }
    watched = next;
    for (const seen of stale) await recover(seen);
  };
}
