import { CONTEXT_HOURS, OUTSIDE_THREADS_MINUTES } from "../conversation/retention.ts";
import type { Place } from "../model.ts";

/** Where the context of a conversation is kept, and how long: in milliseconds. */
export interface ContextKey {
  readonly key: string;
  readonly lifetime: number;
}

const IN_THREADS = CONTEXT_HOURS * 3_600_000;
const OUTSIDE_THREADS = OUTSIDE_THREADS_MINUTES * 60_000;

/**
 * Where the context of what a person says in a place is kept. Everybody in a thread shares the thread's; outside threads, and where
 * answers are private, it is that person's own, so that nobody's topic or language gets into somebody else's answer.
 * @returns the keys in the order in which they are read, the first that has a context; a new context is written to all
 */
export function contextKeys(place: Place, person: string): readonly ContextKey[] {
  const { thread, recipient } = place;
  const own = { key: joined(place, person), lifetime: OUTSIDE_THREADS };
  if (thread === undefined) return [own];
  if (!place.private) return [{ key: threadKey(place, thread), lifetime: IN_THREADS }];
  const inThread = { key: joined(place, thread, person), lifetime: IN_THREADS };
  // In direct messages each line may open a thread of its own; people go on with the next line.
  return recipient === undefined ? [inThread] : [inThread, own];
}

/** Where everybody in a public thread shares context; undefined outside threads. */
export function sharedContextKey(place: Place): string | undefined {
  return place.private || place.thread === undefined ? undefined : threadKey(place, place.thread);
}

function threadKey(place: Place, thread: string): string {
  return joined(place, thread, "");
}

/** Outside a thread the third part is the person; the number of parts keeps the two apart. */
function joined({ platform, workspace, channel }: Place, ...parts: readonly string[]): string {
  return [platform, workspace, channel, ...parts].join(":");
}
