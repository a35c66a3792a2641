import { asksForPerson } from "../common/asks-for-person.ts";
import type { Inbound, Instant } from "../model.ts";
import { isOwnData } from "./admission.ts";

/** How many questions are answered in a minute; 0: any number. */
export interface RateLimits {
  readonly person: number;
  readonly workspace: number;
}

/** "first": over the limit, and the asker has not been told yet; "over": they have been told; "flood": so far over that the message is not even checked. */
export type Room = "room" | "first" | "over" | "flood";

/** Counts an inbound message, and returns whether it is within the limits. */
export type RateLimiter = (inbound: Inbound) => Room;

interface Bucket {
  tokens: number;
  filledAt: Instant;
}

interface PersonBucket extends Bucket {
  /** The number of messages refused since the last accepted one. */
  refused: number;
}

const MINUTE = 60_000;
const PEOPLE = 10_000;
const WORKSPACES = 1_000;
/** Messages over the limit are still checked, in case one is urgent, up to this many times the person's limit. */
const LOOKED_AT = 5;
/** How many hand-offs one person may ask for in a minute, whatever else they ask: an emergency must get through, but nobody may flood the people who answer. */
const FOR_A_PERSON = 5;
/** The cost of a message in tokens. Pressing a button is quicker than typing a question, and cheaper to answer. */
const COST: Readonly<Record<Inbound["kind"], number>> = { asked: 1, pressed: 0.5, submitted: 0.5, joined: 0 };

/**
 * Returns the rate limiter of one process: a token bucket for each person and each workspace, which holds a minute's worth of tokens and refills evenly.
 * Beyond a maximum number, the least recently used buckets are dropped; after a quiet minute a bucket is full anyway.
 * Requests to see or erase one's own data are never limited; hand-offs have a limit of their own.
 */
export function createRateLimiter({ person, workspace }: RateLimits, now: () => Instant): RateLimiter {
  const people = new Map<string, PersonBucket>();
  const askingPeople = new Map<string, Bucket>();
  const workspaces = new Map<string, Bucket>();

  function takeFrom(bucket: Bucket, most: number, cost: number): boolean {
    if (most === 0) return true;
    const at = now();
    const filled = Math.max(0, at - bucket.filledAt) * (most / MINUTE);
    bucket.tokens = Math.min(most, bucket.tokens + filled);
    bucket.filledAt = at;
    if (bucket.tokens < cost) return false;
    bucket.tokens -= cost;
    return true;
  }

  return (inbound) => {
    const { kind, place, asker } = inbound;
    const cost = COST[kind];
    if (cost === 0 || isOwnData(inbound)) return "room";
    const whole = JSON.stringify([place.platform, place.workspace]);
    const own = JSON.stringify([place.platform, place.workspace, asker.id]);
    if (asksForPerson(inbound)) {
      const asking = used(askingPeople, own, PEOPLE, () => ({ tokens: FOR_A_PERSON, filledAt: now() }));
      if (person === 0 || takeFrom(asking, FOR_A_PERSON, kind === "submitted" ? 1 : 0)) return "room";
    }
    const bucket = used(people, own, PEOPLE, () => ({ tokens: person, filledAt: now(), refused: 0 }));
    // Direct messages that belong to no workspace have no tokens in common: a few people could keep everybody else's from being answered.
    const together = place.workspace === "" ? 0 : workspace;
    const shared = used(workspaces, whole, WORKSPACES, () => ({ tokens: workspace, filledAt: now() }));
    // Somebody over their own limit must not use up the workspace's tokens.
    if (takeFrom(bucket, person, cost) && takeFrom(shared, together, cost)) {
      bucket.refused = 0;
      return "room";
    }
    bucket.refused += 1;
    if (bucket.refused === 1) return "first";
    return bucket.refused > LOOKED_AT * person && person > 0 ? "flood" : "over";
  };
}

/** Returns the value of a key, created if missing, as the most recently used. If there are more than `most`, deletes the least recently used. */
function used<Value>(map: Map<string, Value>, key: string, most: number, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) break;
    map.delete(oldest);
  }
  return value;
}
