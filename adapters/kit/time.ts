import { setMaxListeners } from "node:events";
import { setTimeout as sleepFor } from "node:timers/promises";
import { DeliveryError } from "../../src/errors.ts";
import type { Instant } from "../../src/model.ts";

/** A sleep function whose waits can all be ended at once. */
export interface Sleep {
  /** Resolves after so many milliseconds; rejects with a `DeliveryError` "later" once `end` is called. */
  wait(milliseconds: number): Promise<void>;
  end(): void;
}

/** Returns a sleep function that uses real timers. */
export function createSleep(): Sleep {
  const ended = new AbortController();
  // Every wait adds a listener to this signal.
  setMaxListeners(0, ended.signal);
  return {
    async wait(milliseconds) {
      try {
        await sleepFor(milliseconds, undefined, { signal: ended.signal });
      } catch (error) {
        throw new DeliveryError("later", "Malinois is stopping", "it is sent when Malinois runs again", { cause: error });
      }
    },
    end: () => ended.abort(),
  };
}

/** Returns the result of the work. If it takes longer than the limit, calls `onLate` and returns undefined; a later error is ignored. */
export async function within<Result>(
  work: Promise<Result>,
  milliseconds: number,
  onLate: () => void = () => undefined,
): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      onLate();
      resolve(undefined);
    }, milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Returns the time of day of an instant, in UTC, for health reports and logs: "12:03:04Z". */
export function formatTime(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(11, 19)}Z`;
}
