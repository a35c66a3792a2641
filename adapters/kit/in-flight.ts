import { describeError } from "../../src/common/describe-error.ts";
import type { Logger } from "../../src/ports.ts";
import { within } from "./time.ts";

/** A counter of the work that is in progress. */
export interface InFlight {
  /** Counts some work until it ends; returns the same promise. */
  add<Work>(work: Promise<Work>): Promise<Work>;
  /** Waits until no work is in progress, at most `deadline` milliseconds; returns how much work is still in progress. */
  drain(deadline: number): Promise<number>;
}

/** Returns a new counter. */
export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();

  async function idle(): Promise<void> {
    // Work may start more work before it ends.
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

/** Starts a task that nobody waits for. If it fails, the error is logged with the id, and nothing else is affected. */
export type RunTask = (id: string, task: () => Promise<void>) => void;

/** Returns the function that starts tasks; each counts as work in progress until it ends. */
export function createTaskRunner(inFlight: InFlight, log: Pick<Logger, "error">): RunTask {
  return (id, task) => {
    const work = Promise.resolve()
      .then(task)
      .catch((error: unknown) => log.error({ id, ...describeError(error) }, "An event could not be handled."));
    void inFlight.add(work);
  };
}
