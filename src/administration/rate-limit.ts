import { asksForPerson } from "../common/asks-for-person.ts";
import type { Inbound, Instant } from "../model.ts";
import { isOwnData } from "./admission.ts";

/** How many questions are answered in a minute; 0: any number. */
export interface RateLimits {
  readonly person: number;
  readonly workspace: number;
}

/** "first": there is no room, and the asker has not been told yet; "over": they have; "flood": far too many, not worth a look. */
export type Room = "room" | "first" | "over" | "flood";

/** Takes an inbound message into account, and says whether there is room for it. */
export type RateLimiter = (inbound: Inbound) => Room;

interface Bucket {
  tokens: number;
  filledAt: Instant;
}

interface PersonBucket extends Bucket {
  /** How many were turned away since there was room. */
  refused: number;
}

const MINUTE = 60_000;
const PEOPLE = 10_000;
const WORKSPACES = 1_000;
/** So many times as many as are answered in a minute are looked at, in case one is urgent. */
const LOOKED_AT = 5;
/** How many questions one person may pass to a person in a minute, whatever else they ask: an emergency must get through, but nobody may flood those who answer. */
const FOR_A_PERSON = 5;
/** A press is done sooner than a question is typed, and costs less to answer. */
const COST: Readonly<Record<Inbound["kind"], number>> = { asked: 1, pressed: 0.5, submitted: 0.5, joined: 0 };

/**
 * Makes the rate limits of one process: a bucket of tokens for each person and each workspace, which holds a minute's worth and fills
 * evenly. The least recently used are forgotten beyond a bound: whoever has been quiet for a minute has a full one anyway.
 * Seeing and erasing what is kept about oneself is never limited; asking a person has a limit of its own.
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
    const shared = used(workspaces, whole, WORKSPACES, () => ({ tokens: workspace, filledAt: now() }));
    // Whoever has used up their own must not use up everybody's.
    if (takeFrom(bucket, person, cost) && takeFrom(shared, workspace, cost)) {
      bucket.refused = 0;
      return "room";
    }
    bucket.refused += 1;
    if (bucket.refused === 1) return "first";
    return bucket.refused > LOOKED_AT * person && person > 0 ? "flood" : "over";
  };
}

/** The value of a key, made where there is none; it is now the one used last, and the one used longest ago goes where there are too many. */
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
