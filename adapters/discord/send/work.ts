import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "../../../src/ports.ts";

/** Work that goes on after an event was taken. */
export interface Work {
  /** Runs a task; a fault in it is logged under its id and ends nothing else. */
  run(id: string, task: () => Promise<void>): void;
  /** Resolves when all tasks are done, or after that many milliseconds. */
  drain(milliseconds: number): Promise<void>;
}

export function createWork(log: Logger): Work {
  const running = new Set<Promise<void>>();
  return {
    run(id, task) {
      const done = Promise.resolve()
        .then(task)
        .catch((error: unknown) => {
          log.error({ id, name: error instanceof Error ? error.name : typeof error }, "An event could not be handled.");
        })
        .finally(() => running.delete(done));
      running.add(done);
    },
    async drain(milliseconds) {
      const late = new AbortController();
      const timeout = wait(milliseconds, undefined, { signal: late.signal }).catch(() => undefined);
      await Promise.race([Promise.all(running), timeout]);
      late.abort();
      if (running.size > 0) log.warn({ tasks: running.size }, "Some work was not done in time and is given up.");
    },
  };
}
