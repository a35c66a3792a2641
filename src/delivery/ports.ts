/** What the delivery engine asks of a store. */
import type { Instant } from "../model.ts";

/** A message that some process is working on, or was when it died. `heartbeat` changes as long as the process lives. */
export interface MessageInFlight {
  readonly key: string;
  readonly leaseOwner: string;
  readonly heartbeat: number;
}

/** Messages shared out among processes: each is leased to one process at a time. Every method may throw a `MalinoisError` "store". */
export interface LeaseStore<Message> {
  /** Leases messages that may be sent now, each to one process only. */
  leaseMessages(platforms: readonly string[], now: Instant, leaseOwner: string, limit: number): Promise<readonly Message[]>;
  /** Everything that is leased, by any process. */
  messagesInFlight(platforms: readonly string[]): Promise<readonly MessageInFlight[]>;
  /** Takes a message over from a process that is gone; undefined where it has changed since it was seen. */
  takeOverLease(seen: MessageInFlight, leaseOwner: string): Promise<Message | undefined>;
  /** Records a heartbeat; returns the keys that are still leased to this process. */
  heartbeat(keys: readonly string[], leaseOwner: string): Promise<readonly string[]>;
}
