import type { Leases } from "./leases.ts";
import type { DeliveryOptions } from "./options.ts";
import type { LeaseStore, MessageInFlight } from "./ports.ts";

export interface StaleLeaseOptions<Message> extends Pick<DeliveryOptions, "adapters" | "leaseOwner" | "monotonic"> {
  readonly store: LeaseStore<Message>;
  /** In ms: a process without a heartbeat for this long counts as dead. */
  readonly staleAfter: number;
}

/** Takes over abandoned messages one by one, for as long as the caller iterates; each is leased to this process until `leases` releases it. */
export type TakeOverStale<Message> = () => AsyncGenerator<Message>;

/**
 * Returns the function that takes over messages whose process died while working on them, or stopped working on them without knowing whether they arrived. A
 * message is abandoned if its heartbeat has not changed for `staleAfter`, measured by this process's monotonic clock; no wall clock is trusted.
 */
export function createStaleLeases<Message extends { readonly key: string }>(
  { store, adapters, leaseOwner, monotonic, staleAfter }: StaleLeaseOptions<Message>,
  leases: Leases,
): TakeOverStale<Message> {
  const platforms = adapters.map(({ name }) => name);
  let watched = new Map<string, MessageInFlight & { readonly since: number }>();

  async function findStale(): Promise<readonly MessageInFlight[]> {
    const next: typeof watched = new Map();
    const stale: MessageInFlight[] = [];
    for (const seen of await store.messagesInFlight(platforms)) {
      if (leases.has(seen.key)) continue;
      const before = watched.get(seen.key);
      const still =
        before?.leaseOwner === seen.leaseOwner && before.heartbeat === seen.heartbeat ? before : { ...seen, since: monotonic() };
      // Stale messages stay in `watched`, since the caller may not take all of them over now.
      next.set(seen.key, still);
      if (monotonic() - still.since >= staleAfter) stale.push(seen);
    }
    watched = next;
    return stale;
  }

  return async function* () {
    for (const seen of await findStale()) {
      const asked = monotonic();
      const message = await store.takeOverLease(seen, leaseOwner);
      if (message === undefined) continue;
      leases.take([message.key], asked);
      yield message;
    }
  };
}
