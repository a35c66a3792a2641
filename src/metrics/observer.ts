import type { Decision, Inbound } from "../model.ts";

/** Hears what happens, to count it. It is told no words, and keeps neither names nor ids of people. */
export interface Observer {
  /** A message got its answer, so many milliseconds after it came in. */
  answered(inbound: Inbound, decision: Decision, ms: number): void;
  /** A nudge, or another message that nobody waits for, came into a state. */
  settled(state: string): void;
  /** The store failed to do something. */
  storeFailed(): void;
}
