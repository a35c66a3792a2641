import type { Decision, Inbound } from "../model.ts";

/** Counts events for the metrics. An implementation must not use texts, names or ids of people. */
export interface Observer {
  /** Called when a message has been answered, `ms` milliseconds after it arrived. */
  answered(inbound: Inbound, decision: Decision, ms: number): void;
  /** Called when a delivery, of a nudge or another message that nobody waits for, has a new state. */
  settled(state: string): void;
  /** Called when a call of the store has failed. */
  storeFailed(): void;
}
