import { setMaxListeners } from "node:events";
import { setTimeout as sleepFor } from "node:timers/promises";
import { DeliveryError } from "../../src/errors.ts";
import type { Instant } from "../../src/model.ts";

/** Waiting that can be ended all at once. */
export interface Sleep {
  /** Resolves after so many milliseconds; rejects with a `DeliveryError` "later" when the waiting is ended. */
  wait(milliseconds: number): Promise<void>;
  end(): void;
}

/** Makes waiting by the real timers. */
export function createSleep(): Sleep {
  const ended = new AbortController();
  // Everything that waits listens to it.
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

/** The result of the work, or undefined where it takes longer than so many milliseconds, which `onLate` is told; a late failure is nobody's. */
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

/** The time of day of an instant, in UTC, for health and logs: "12:03:04Z". */
export function formatTime(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(11, 19)}Z`;
}
