import type { Instant } from "../model.ts";
import type { Adapter, Logger, ManagedAdapter } from "../ports.ts";

/** What sending messages needs from its process. */
export interface DeliveryOptions {
  /** Those whose messages it sends. */
  readonly adapters: readonly (Pick<Adapter, "name" | "send" | "find"> & Partial<Pick<ManagedAdapter, "nameOf">>)[];
  readonly now: () => Instant;
  /** Milliseconds since any moment, that no change of the wall clock moves. */
  readonly monotonic: () => number;
  /** Runs something after a time in ms, unless the returned function is called before. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** A name unique to this run of this process. */
  readonly leaseOwner: string;
  readonly logger: Logger;
}

/** The clock and the timers of this machine. */
export const REAL_TIME: Pick<DeliveryOptions, "monotonic" | "after"> = {
  monotonic: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** An error for the log: its kind and words, and the cause's; errors here never hold what people wrote. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.name}: ${error.cause.message})` : "";
  return `${error.name}: ${error.message}${cause}`;
}
