import type { Leases } from "./leases.ts";
import type { DeliveryOptions } from "./options.ts";
import type { LeaseStore, MessageInFlight } from "./ports.ts";

export interface StaleLeaseOptions<Message> extends Pick<DeliveryOptions, "adapters" | "leaseOwner" | "monotonic"> {
  readonly store: LeaseStore<Message>;
  /** In ms: a process without a heartbeat for this long counts as dead. */
  readonly staleAfter: number;
}

/** Takes over abandoned messages one after another, as long as the caller goes on; each is leased to this process until `leases` releases it. */
export type TakeOverStale<Message> = () => AsyncGenerator<Message>;

/**
 * Makes the function that takes over messages whose process died while working on them, or left them in doubt. A process counts as dead when its heartbeat has stood
 * still for `staleAfter` of this process's own monotonic time: no wall clock is trusted for that.
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
      // Those that are stale stay watched: the caller may not take all of them over now.
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
