import type { Run } from "./run.ts";
import type { Lacks } from "./stage.ts";

/** One promise of the port. */
export interface Check {
  readonly name: string;
  /** Rejects if the promise is broken. */
  run(run: Run): Promise<void>;
}

/** Returns the checks of one subject, adapted to what the platform lacks. */
export type Checks = (lacks: Lacks) => readonly Check[];

/** Returns the suffix of a check's name that says what differs because the platform lacks something, and why. */
export function unless(difference: string, reason: string | undefined): string {
  return reason === undefined ? "" : ` (${difference}: ${reason})`;
}
