import { inTime } from "../delivery/in-time.ts";
import { describe } from "../delivery/options.ts";
import type { Inbound } from "../model.ts";
import type { AnswerOptions, AnswerTimings } from "./options.ts";
import { CLAIM_HOURS } from "./retention.ts";

/** "kept": stored and leased to this process; "known": a duplicate; "unkept": the store failed, and only this process knows of the message. */
export type TakenIn = "kept" | "known" | "unkept";

const CLAIM_LIFETIME = CLAIM_HOURS * 3_600_000;
/** How many message ids this process keeps in memory; about 100 bytes each. */
const REMEMBERED = 10_000;

export interface TakingIn {
  /** Accepts a message, or recognises a duplicate. Never rejects. */
  takeIn(inbound: Inbound): Promise<TakenIn>;
  /** Refuses a message from now on. Returns whether it was accepted before, as far as this process remembers. */
  refuse(id: string): boolean;
  /** Returns why the store did not accept the last message; undefined if it did. */
  failure(): string | undefined;
}

/** Returns the functions that accept messages, each once: across restarts and replicas if the store answers in time, otherwise once in this process. */
export function createTakingIn(options: AnswerOptions, { storeLimit }: AnswerTimings): TakingIn {
  const { inbox, now, after, leaseOwner, logger } = options;
  const seen = new Set<string>();
  /** Messages that are being stored. A duplicate is not reported as known until storing has ended. */
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
      logger.error(about, "the store did not accept a message; it is answered without the store");
      // If the store accepts it after the time limit, the record is deleted: this process answers without it.
      taking.then((isKept) => (isKept ? inbox.finish(id, leaseOwner) : undefined)).catch(() => undefined);
      return "unkept";
    }
  }

  return { takeIn, refuse: (id) => !isNew(id), failure: () => failure };
}
