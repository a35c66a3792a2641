/** Spreads messages that fall due at the same moment, so that no platform's rate limit is reached. */
import type { Instant, Place } from "../../model.ts";

/** The shortest time, in milliseconds, between two messages to one channel, and to one workspace. */
export interface Pace {
  readonly channelMs: number;
  readonly workspaceMs: number;
}

/** The longest jitter. A nudge scheduled for 09:00 is sent before 09:01, so jitter never reaches into quiet hours. */
export const JITTER_MS = 59_000;

export interface Departure<Item> {
  readonly item: Item;
  readonly at: Instant;
}

/** Returns a whole number from 0 to below `within` that is always the same for a key, from its FNV-1a hash of 32 bits. Used as a delay in milliseconds. */
export function jitter(key: string, within: number): number {
  let hash = 0x811c9dc5;
  for (let position = 0; position < key.length; position++) {
    hash = Math.imul(hash ^ key.charCodeAt(position), 0x01000193);
  }
  return (hash >>> 0) % within;
}

/**
 * Returns the items in order of departure, each at the earliest time that respects its platform's pace and is not before the item's `at`. Items of
 * different workspaces never wait for each other.
 */
export function pace<Item>(
  items: readonly { readonly item: Item; readonly place: Place; readonly at: Instant }[],
  paceOf: (platform: string) => Pace,
): readonly Departure<Item>[] {
  const free = new Map<string, Instant>();
  const departures: Departure<Item>[] = [];
  for (const { item, place, at: request } of [...items].sort((one, other) => one.at - other.at)) {
    const { channelMs, workspaceMs } = paceOf(place.platform);
    const workspace = JSON.stringify([place.platform, place.workspace]);
    const channel = JSON.stringify([place.platform, place.workspace, place.channel]);
    const at = Math.max(request, free.get(workspace) ?? request, free.get(channel) ?? request);
    free.set(workspace, at + workspaceMs);
    free.set(channel, at + channelMs);
    departures.push({ item, at });
  }
  return departures;
}
