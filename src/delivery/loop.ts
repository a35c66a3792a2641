import type { Health } from "../ports.ts";
import { type DeliveryOptions, describe } from "./options.ts";

/** A loop that checks regularly for messages to send. */
export interface Loop {
  /** Starts checking, the first time at once. */
  start(): void;
  /** Checks at once, or again directly after a check in progress. Does nothing unless the loop is running. */
  wake(): void;
  /** Stops checking; resolves when a check in progress has ended. May be called repeatedly. */
  stop(): Promise<void>;
  /** Returns whether the loop is running and its last check succeeded. */
  health(): Health;
}

export interface LoopOptions extends Pick<DeliveryOptions, "after"> {
  look(): Promise<void>;
  /** Called with the error of a failed check; the next check takes place all the same. */
  onError(error: unknown): void;
  /** Milliseconds between two checks. */
  readonly every: number;
}

const NOT_RUNNING = { idle: "not started", stopped: "stopped" };

export function createLoop({ look, onError, every, after }: LoopOptions): Loop {
  let looking: Promise<void> | undefined;
  let cancel: () => void = () => undefined;
  let state: "idle" | "running" | "stopped" = "idle";
  let again = false;
  let failure: string | undefined;

  function turn(): void {
    again = false;
    looking = look()
      .then(
        () => {
          failure = undefined;
        },
        (error: unknown) => {
          failure = describe(error);
          onError(error);
        },
      )
      .finally(() => {
        looking = undefined;
        if (state !== "running") return;
        cancel = after(again ? 0 : every, turn);
      });
  }

  return {
    start() {
      if (state !== "idle") return;
      state = "running";
      turn();
    },
    wake() {
      again = true;
      if (state !== "running" || looking !== undefined) return;
      cancel();
      turn();
    },
    async stop() {
      state = "stopped";
      cancel();
      await looking;
    },
    health() {
      if (failure !== undefined) return { ok: false, detail: failure };
      return state === "running" ? { ok: true, detail: "running" } : { ok: false, detail: NOT_RUNNING[state] };
    },
  };
}
