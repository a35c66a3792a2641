import type { Logger } from "../../src/ports.ts";
import { describeError } from "./describe-error.ts";
import { within } from "./time.ts";

/** The work that is running. */
export interface InFlight {
  /** Counts a piece of work until it ends; returns it. */
  add<Work>(work: Promise<Work>): Promise<Work>;
  /** Resolves when nothing runs, or after so many milliseconds; returns how many pieces were still running. */
  drain(deadline: number): Promise<number>;
}

/** Makes a counter of running work. */
export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();

  async function idle(): Promise<void> {
    // Work may begin more work before it ends.
    while (running.size > 0) await Promise.allSettled(running);
  }

  return {
    add(work) {
      running.add(work);
      const done = (): void => void running.delete(work);
      work.then(done, done);
      return work;
    },
    async drain(deadline) {
      await within(idle(), deadline);
      return running.size;
    },
  };
}

/** Starts a task that nobody waits for. Its failure is logged under its id and ends nothing else. */
export type RunTask = (id: string, task: () => Promise<void>) => void;

/** Makes what starts tasks; each counts as work in flight until it ends. */
export function createTaskRunner(inFlight: InFlight, log: Pick<Logger, "error">): RunTask {
  return (id, task) => {
    const work = Promise.resolve()
      .then(task)
      .catch((error: unknown) => log.error({ id, ...describeError(error) }, "An event could not be handled."));
    void inFlight.add(work);
  };
}
