import type { Run } from "./run.ts";
import type { Lacks } from "./stage.ts";

/** One promise of the port. */
export interface Check {
  readonly name: string;
  /** Rejects where the promise is broken. */
  run(run: Run): Promise<void>;
}

/** The checks of one subject, as far as a platform can meet them. */
export type Checks = (lacks: Lacks) => readonly Check[];

/** Says in a check's name what is different where a platform lacks something, and why. */
export function unless(difference: string, reason: string | undefined): string {
  return reason === undefined ? "" : ` (${difference}: ${reason})`;
}
