import { setMaxListeners } from "node:events";
import { setTimeout as sleepFor } from "node:timers/promises";
import { MalinoisError } from "../../src/errors.ts";

/** Waiting that can be ended all at once. */
export interface Sleep {
  /** Resolves after so many milliseconds; rejects with a `MalinoisError` when the waiting is ended. */
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
        throw new MalinoisError("platform", "Malinois is stopping", "ask again when it runs", { cause: error });
      }
    },
    end: () => ended.abort(),
  };
}
