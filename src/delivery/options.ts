import type { Instant } from "../model.ts";
import type { Adapter, Logger, ManagedAdapter } from "../ports.ts";

/** What sending messages needs from its process. */
export interface DeliveryOptions {
  /** The adapters that send the messages. */
  readonly adapters: readonly (Pick<Adapter, "name" | "send" | "find"> & Partial<Pick<ManagedAdapter, "nameOf">>)[];
  readonly now: () => Instant;
  /** Milliseconds since an arbitrary moment; changes of the wall clock do not affect it. */
  readonly monotonic: () => number;
  /** Runs a function after some milliseconds, unless the returned function is called before then. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** A name that is unique to this run of the process. */
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

/** Returns an error's name and message, and its cause's, for the log. Errors here never contain what people wrote. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.name}: ${error.cause.message})` : "";
  return `${error.name}: ${error.message}${cause}`;
}
