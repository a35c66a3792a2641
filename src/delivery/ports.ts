/** What delivery needs from a store. */
import type { Instant } from "../model.ts";

/** A message that some process is working on, or was working on when it died. `heartbeat` keeps changing while the process is alive. */
export interface MessageInFlight {
  readonly key: string;
  readonly leaseOwner: string;
  readonly heartbeat: number;
}

/** Messages that several processes share: each is leased to one process at a time. Every method may throw a `MalinoisError` "store". */
export interface LeaseStore<Message> {
  /** Leases messages that may be sent now, at most `limit`; returns those leased to this process. */
  leaseMessages(platforms: readonly string[], now: Instant, leaseOwner: string, limit: number): Promise<readonly Message[]>;
  /** Returns all messages that are leased, to any process. */
  messagesInFlight(platforms: readonly string[]): Promise<readonly MessageInFlight[]>;
  /** Takes a message over from a process that is gone; returns undefined if its lease has changed since it was seen. */
  takeOverLease(seen: MessageInFlight, leaseOwner: string): Promise<Message | undefined>;
  /** Records a heartbeat; returns the keys that are still leased to this process. */
  heartbeat(keys: readonly string[], leaseOwner: string): Promise<readonly string[]>;
}
