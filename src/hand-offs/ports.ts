/** What hand-offs ask of the store. Every method may throw a `MalinoisError` "store"; each runs whole or not at all. */
import type { Instant, Place } from "../model.ts";
import type { HandOff, HandOffChange } from "./types.ts";

export interface HandOffStore {
  /** Keeps a new hand-off, and puts its messages in the ledger; false, with nothing kept, where its id is there already. */
  add(change: HandOffChange, now: Instant): Promise<boolean>;
  handOff(id: string): Promise<HandOff | undefined>;
  /** The one that is talked about in the thread on a message of a channel, unless it is closed. */
  inThread(place: Pick<Place, "platform" | "workspace" | "channel">, message: string): Promise<HandOff | undefined>;
  /**
   * Reads a hand-off, keeps what was decided and puts the messages in the ledger, while nobody else does; a message whose key is there already stays as it
   * is. `decide` gives nothing to leave everything; it must not ask the store.
   */
  change(id: string, now: Instant, decide: (handOff: HandOff) => HandOffChange | undefined): Promise<void>;
  /** Ids of those for which time makes a difference by now, the longest waiting first. */
  due(platform: string, now: Instant, limit: number): Promise<readonly string[]>;
  /** Those that became drafts, and whose askers wait to be told that the entry is in the pack. */
  awaitingEntries(): Promise<readonly { readonly id: string; readonly entry: string }[]>;
}
