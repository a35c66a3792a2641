import { DeliveryError, type DeliveryFailure } from "../errors.ts";
import type { Instant, Place, Reply } from "../model.ts";
import type { Adapter } from "../ports.ts";
import { describe } from "./options.ts";

/** What became of a message that was to be sent. */
export type SendResult =
  | { readonly kind: "sent" }
  /** Not sent, for good. */
  | { readonly kind: "refused"; readonly failure: Exclude<DeliveryFailure, "later">; readonly reason: string }
  /** Not sent, and it may be tried again. */
  | { readonly kind: "later"; readonly reason: string }
  /** It may have arrived: whoever goes on asks the platform first. */
  | { readonly kind: "in-doubt"; readonly reason: string };

/** How far before a send began its message is looked for, in ms: the clock may have been set since. */
const CLOCK_MARGIN = 60 * 60 * 1000;

/** Sends a message; never rejects. */
export async function trySend(
  adapter: Pick<Adapter, "send">,
  { place, reply, key }: { readonly place: Place; readonly reply: Reply; readonly key: string },
): Promise<SendResult> {
  try {
    await adapter.send(place, reply, key);
    return { kind: "sent" };
  } catch (error) {
    const reason = describe(error);
    if (!(error instanceof DeliveryError)) return { kind: "in-doubt", reason };
    const { failure } = error;
    return failure === "later" ? { kind: "later", reason } : { kind: "refused", failure, reason };
  }
}

/**
 * Asks a platform whether it has a message that was, or may have been, sent at some time after `startedAt`. Rejects where it cannot be asked.
 * "unknown": it cannot tell.
 */
export function lookFor(
  adapter: Pick<Adapter, "find">,
  { place, key }: { readonly place: Place; readonly key: string },
  startedAt: Instant,
  now: Instant,
): ReturnType<Adapter["find"]> {
  return adapter.find(place, key, Math.min(startedAt, now) - CLOCK_MARGIN);
}
