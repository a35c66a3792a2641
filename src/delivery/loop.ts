import type { Health } from "../ports.ts";
import { type DeliveryOptions, describe } from "./options.ts";

/** Checks regularly for what is to be sent. */
export interface Loop {
  /** Checks from now on. */
  start(): void;
  /** Checks at once, if it is running. */
  wake(): void;
  /** Stops checking; resolves when the check under way has ended. Harmless when repeated. */
  stop(): Promise<void>;
  /** Whether the last check succeeded. */
  health(): Health;
}

export interface LoopOptions extends Pick<DeliveryOptions, "after"> {
  look(): Promise<void>;
  /** Called with the reason why a check failed; the next one takes place regardless. */
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
