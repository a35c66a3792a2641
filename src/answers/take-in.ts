import { describe } from "../delivery/options.ts";
import { MalinoisError } from "../errors.ts";
import type { Inbound } from "../model.ts";
import type { AnswerOptions, AnswerTimings } from "./options.ts";

/** "kept": in the store, leased to this process; "known": a duplicate; "unkept": the store does not answer, and this process alone knows of it. */
export type TakenIn = "kept" | "known" | "unkept";

/** Platforms deliver again for up to a day (Slack's delayed events); an hour more for clocks that differ. */
const CLAIM_LIFETIME = 25 * 3_600_000;
/** Messages that this process remembers by itself; some 100 bytes each. */
const REMEMBERED = 10_000;

export interface TakingIn {
  /** Never rejects. */
  takeIn(inbound: Inbound): Promise<TakenIn>;
  /** Why the store took the last message not; undefined: it did. */
  failure(): string | undefined;
}

/** Makes what takes messages in, each once: across restarts and replicas where the store answers in time, else once in this process. */
export function createTakingIn(options: AnswerOptions, { storeLimit }: AnswerTimings): TakingIn {
  const { inbox, now, after, leaseOwner, logger } = options;
  const seen = new Set<string>();
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
    const { id, place } = inbound;
    if (!isNew(id)) return "known";
    const keeping = inbox.takeIn(inbound, now(), now() + CLAIM_LIFETIME, leaseOwner);
    try {
      const isKept = await inTime(keeping, storeLimit, after);
      failure = undefined;
      return isKept ? "kept" : "known";
    } catch (error) {
      failure = describe(error);
      const about = { inbound: id, platform: place.platform, error: failure };
      logger.error(about, "the store does not take a message; it is answered without");
      // Kept after all, but too late: by then this process has answered.
      keeping.then((isKept) => (isKept ? inbox.finish(id, leaseOwner) : undefined)).catch(() => undefined);
      return "unkept";
    }
  }

  return { takeIn, failure: () => failure };
}

/** The store's answer. Rejects with a `MalinoisError` where it takes longer than so many milliseconds; what comes of it then is nobody's. */
export async function inTime<Result>(work: Promise<Result>, limit: number, after: AnswerOptions["after"]): Promise<Result> {
  let cancel: () => void = () => undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new MalinoisError("store", `The store did not answer within ${limit} ms`, "Look at the database and its load");
    cancel = after(limit, () => reject(error));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel();
  }
}
