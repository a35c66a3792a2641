import type { DeliveryOptions } from "./options.ts";
import type { LeaseStore } from "./ports.ts";

export interface LeaseOptions extends Pick<DeliveryOptions, "leaseOwner" | "monotonic"> {
  readonly store: Pick<LeaseStore<unknown>, "heartbeat">;
  /** In ms: a process without a heartbeat for this long counts as dead. */
  readonly staleAfter: number;
}

/** The messages that this process has leased and sends heartbeats for. */
export interface Leases {
  readonly size: number;
  has(key: string): boolean;
  /** @param confirmedAt when the store was asked, by the monotonic clock */
  take(keys: readonly string[], confirmedAt: number): void;
  /** Returns whether a message is still leased to this process. Asks the store unless it did so recently, since this process may have been paused. */
  confirm(key: string): Promise<boolean>;
  release(key: string): void;
  /** Sends heartbeats for the leases that need one. */
  keep(): Promise<void>;
}

export function createLeases({ store, leaseOwner, monotonic, staleAfter }: LeaseOptions): Leases {
  /** When the store was last asked and confirmed each lease, by the monotonic clock. */
  const held = new Map<string, number>();
  const isFresh = (confirmedAt: number) => monotonic() - confirmedAt < staleAfter / 4;

  async function confirm(keys: readonly string[]): Promise<void> {
    const asked = monotonic();
    for (const key of await store.heartbeat(keys, leaseOwner)) if (held.has(key)) held.set(key, asked);
  }

  return {
    get size() {
      return held.size;
    },
    has: (key) => held.has(key),
    take: (keys, confirmedAt) => {
      for (const key of keys) held.set(key, confirmedAt);
    },
    async confirm(key) {
      const confirmedAt = held.get(key);
      if (confirmedAt === undefined) return false;
      if (isFresh(confirmedAt)) return true;
      await confirm([key]);
      return isFresh(held.get(key) ?? Number.NEGATIVE_INFINITY);
    },
    release: (key) => void held.delete(key),
    async keep() {
      const keys = [...held].filter(([, confirmedAt]) => !isFresh(confirmedAt)).map(([key]) => key);
      if (keys.length > 0) await confirm(keys);
    },
  };
}
