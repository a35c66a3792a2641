import type { NudgeRunnerOptions, RunnerTimings } from "./options.ts";

/** The messages that this process has taken, and that it shows to be alive. */
export interface Leases {
  readonly size: number;
  has(key: string): boolean;
  /** @param confirmedAt when the store was asked, by the monotonic clock */
  take(keys: readonly string[], confirmedAt: number): void;
  /** Whether a message is still this process's, asking the store if it has not been for a while: a process may have stood still. */
  confirm(key: string): Promise<boolean>;
  release(key: string): void;
  /** Shows for all of them that this process lives, when it is time to. */
  keep(): Promise<void>;
}

export function createLeases(
  { store, leaseOwner, monotonic }: Pick<NudgeRunnerOptions, "store" | "leaseOwner" | "monotonic">,
  { staleAfter }: RunnerTimings,
): Leases {
  /** When the store last confirmed each, by the monotonic clock. */
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
