import type { Decision, Inbound } from "../model.ts";

/** Counts what happens. It is given no texts, and neither names nor ids of people. */
export interface Observer {
  /** A message was answered, so many milliseconds after it came in. */
  answered(inbound: Inbound, decision: Decision, ms: number): void;
  /** The state of a nudge, or of another message that nobody waits for, has changed. */
  settled(state: string): void;
  /** The store failed to do something. */
  storeFailed(): void;
}
