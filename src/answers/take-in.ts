import { inTime } from "../delivery/in-time.ts";
import { describe } from "../delivery/options.ts";
import type { Inbound } from "../model.ts";
import type { AnswerOptions, AnswerTimings } from "./options.ts";
import { CLAIM_HOURS } from "./retention.ts";

/** "kept": in the store, leased to this process; "known": a duplicate of what is kept; "unkept": the store does not answer, and this process alone knows of it. */
export type TakenIn = "kept" | "known" | "unkept";

const CLAIM_LIFETIME = CLAIM_HOURS * 3_600_000;
/** How many messages this process remembers on its own; about 100 bytes each. */
const REMEMBERED = 10_000;

export interface TakingIn {
  /** Never rejects. */
  takeIn(inbound: Inbound): Promise<TakenIn>;
  /** Refuses a message from now on. Returns whether it was accepted before, as far as this process remembers. */
  refuse(id: string): boolean;
  /** Why the store did not accept the last message; undefined: it did. */
  failure(): string | undefined;
}

/** Makes the function that accepts messages, each once: across restarts and replicas where the store answers in time, otherwise once in this process. */
export function createTakingIn(options: AnswerOptions, { storeLimit }: AnswerTimings): TakingIn {
  const { inbox, now, after, leaseOwner, logger } = options;
  const seen = new Set<string>();
  /** What is just being kept: whoever brings it again is not told that it is known before it is. */
  const keeping = new Map<string, Promise<unknown>>();
  let failure: string | undefined;

  function isNew(id: string): boolean {
    if (seen.has(id)) return false;
    seen.add(id);
    for (const oldest of seen) {
      if (seen.size <= REMEMBERED) break;
      seen.delete(oldest);
    }
    return true;
  }

  async function takeIn(inbound: Inbound): Promise<TakenIn> {
    const { id } = inbound;
    if (!isNew(id)) {
      await keeping.get(id);
      return "known";
    }
    const taking = keep(inbound).finally(() => keeping.delete(id));
    keeping.set(id, taking);
    return taking;
  }

  async function keep(inbound: Inbound): Promise<TakenIn> {
    const { id, place } = inbound;
    const taking = inbox.takeIn(inbound, now(), now() + CLAIM_LIFETIME, leaseOwner);
    try {
      const isKept = await inTime(taking, storeLimit, after);
      failure = undefined;
      return isKept ? "kept" : "known";
    } catch (error) {
      failure = describe(error);
      const about = { inbound: id, platform: place.platform, error: failure };
      logger.error(about, "the store does not take a message; it is answered without");
      // The store kept it after all, but too late: this process has already answered.
      taking.then((isKept) => (isKept ? inbox.finish(id, leaseOwner) : undefined)).catch(() => undefined);
      return "unkept";
    }
  }

  return { takeIn, refuse: (id) => !isNew(id), failure: () => failure };
}
