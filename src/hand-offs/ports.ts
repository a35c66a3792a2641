/** What hand-offs need from the store. Every method may throw a `MalinoisError` "store"; each takes effect completely or not at all. */
import type { Instant, Place } from "../model.ts";
import type { Transaction } from "../ports.ts";
import type { HandOff, HandOffChange } from "./types.ts";

export interface HandOffStore {
  /** Saves a new hand-off and adds its messages to the ledger. Returns false and saves nothing if its id exists already. */
  add(change: HandOffChange, now: Instant): Promise<boolean>;
  handOff(id: string): Promise<HandOff | undefined>;
  /** Returns the open hand-off whose conversation is in the thread on a message of a channel. */
  inThread(place: Pick<Place, "platform" | "workspace" | "channel">, message: string): Promise<HandOff | undefined>;
  /**
   * Reads a hand-off, saves what was decided and adds the messages to the ledger, under a lock. A message whose key is already in the ledger stays as it
   * is. `decide` returns undefined to change nothing; it must not call the store.
   */
  change(id: string, now: Instant, decide: (handOff: HandOff) => HandOffChange | undefined): Promise<void>;
  /** Returns the part of the store that commands change, within a transaction. */
  within(transaction: Transaction): Pick<HandOffStore, "change">;
  /** Returns the ids of hand-offs whose next deadline has passed, the longest waiting first. */
  due(platform: string, now: Instant, limit: number): Promise<readonly string[]>;
  /** Returns the hand-offs that became drafts and whose askers are still to be told that the entry is in the pack. */
  awaitingEntries(): Promise<readonly { readonly id: string; readonly entry: string }[]>;
}
