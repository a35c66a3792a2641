import type { Health } from "../ports.ts";
import { type DeliveryOptions, describe } from "./options.ts";

/** Looks again and again at what is to be sent. */
export interface Loop {
  /** Looks from now on. */
  start(): void;
  /** Looks at once, if it looks at all. */
  wake(): void;
  /** Looks no more; resolves when the look under way has ended. Harmless when repeated. */
  stop(): Promise<void>;
  /** Whether the last look succeeded. */
  health(): Health;
}

export interface LoopOptions extends Pick<DeliveryOptions, "after"> {
  look(): Promise<void>;
  /** Told why a look failed; the next one comes all the same. */
  onError(error: unknown): void;
  /** Milliseconds between two looks. */
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
