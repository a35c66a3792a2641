import { CONTEXT_HOURS, OUTSIDE_THREADS_MINUTES } from "../conversation/retention.ts";
import type { Inbound, Instant, Place } from "../model.ts";
import type { RecentPlace, Store } from "../ports.ts";

/** The key that a context is stored under, and its lifetime in milliseconds. */
export interface ContextKey {
  readonly key: string;
  readonly lifetime: number;
}

export interface ContextKeys {
  /** The keys to read, in this order, until one has a context. */
  readonly read: readonly string[];
  /** A new context is written to all of these. */
  readonly write: readonly ContextKey[];
}

const IN_THREADS = CONTEXT_HOURS * 3_600_000;
const OUTSIDE_THREADS = OUTSIDE_THREADS_MINUTES * 60_000;

/**
 * Returns the keys of a message's context. Everybody in a thread shares one context, and a reply to an answer continues the context of that answer. Otherwise
 * each person has their own, so that nobody's topic or language affects somebody else's answer.
 */
export function contextKeys(inbound: Inbound): ContextKeys {
  const { id, place, asker } = inbound;
  const { thread, recipient } = place;
  const own = { key: joined(place, asker.id), lifetime: OUTSIDE_THREADS };
  if (thread === undefined) {
    const repliesTo = inbound.kind === "asked" && inbound.repliesTo !== undefined ? [answerKey(place, inbound.repliesTo)] : [];
    const answer = { key: answerKey(place, id), lifetime: IN_THREADS };
    return { read: [...repliesTo, own.key], write: place.private ? [own] : [own, answer] };
  }
  if (!place.private) return allOf([{ key: threadKey(place, thread), lifetime: IN_THREADS }]);
  const inThread = { key: joined(place, thread, asker.id), lifetime: IN_THREADS };
  // In direct messages each message may start a thread of its own. People continue in the next one, so the context outside threads is used too.
  return allOf(recipient === undefined ? [inThread] : [inThread, own]);
}

/** Returns the context key that everybody in a public thread shares; undefined elsewhere. */
export function sharedContextKey(place: Place): string | undefined {
  return place.private || place.thread === undefined ? undefined : threadKey(place, place.thread);
}

/** How long talk in a thread counts as recent, in ms. */
const RECENT_IN_THREADS = 2 * 3_600_000;
/** The most places of each kind that are returned. */
const MOST_PLACES = 25;
/** The most contexts in which they are looked for: far more, since answers outside threads have contexts too, and many people talk in one channel. */
const MOST_CONTEXTS = 5_000;

/**
 * Returns where people on a platform recently talked with Malinois, according to the stored contexts: threads of the last hours, and channels and direct
 * messages of the last minutes.
 */
export async function recentPlaces(
  store: Pick<Store, "threadsExpiring">,
  platform: string,
  now: Instant,
): Promise<readonly RecentPlace[]> {
  const threads = await store.threadsExpiring(platform, now + IN_THREADS - RECENT_IN_THREADS, now + IN_THREADS, MOST_CONTEXTS);
  const people = await store.threadsExpiring(platform, now, now + OUTSIDE_THREADS, MOST_CONTEXTS);
  return [...latest(threads.flatMap(placeOfThread)), ...latest(people.flatMap(placeOfPerson))];
}

/** Returns the first of some places, each once. */
function latest(places: readonly RecentPlace[]): readonly RecentPlace[] {
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()].slice(0, MOST_PLACES);
}

/** Returns the place of a thread's context key; nothing for any other key. */
function placeOfThread(key: string): readonly RecentPlace[] {
  const [, workspace = "", channel = "", thread = "", ...rest] = key.split(":");
  return rest.length === 1 ? [{ workspace, channel, thread }] : [];
}

/** Returns the place of the key of a person's own context outside threads; nothing for any other key. */
function placeOfPerson(key: string): readonly RecentPlace[] {
  const [, workspace = "", channel = "", ...rest] = key.split(":");
  return rest.length === 1 ? [{ workspace, channel }] : [];
}

function allOf(keys: readonly ContextKey[]): ContextKeys {
  return { read: keys.map(({ key }) => key), write: keys };
}

function threadKey(place: Place, thread: string): string {
  return joined(place, thread, "");
}

function answerKey(place: Place, question: string): string {
  return joined(place, "answer", question, "");
}

/** Keys outside threads have four parts, in threads five, and of answers six, so that they never collide. */
function joined({ platform, workspace, channel }: Place, ...parts: readonly string[]): string {
  return [platform, workspace, channel, ...parts].join(":");
}
