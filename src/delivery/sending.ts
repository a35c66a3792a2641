import { DeliveryError, type DeliveryFailure } from "../errors.ts";
import type { Instant, Place, Reply } from "../model.ts";
import type { Adapter } from "../ports.ts";
import { describe } from "./options.ts";

/** The result of sending a message. */
export type SendResult =
  | { readonly kind: "sent" }
  /** Not sent, and a retry would fail too. */
  | { readonly kind: "refused"; readonly failure: Exclude<DeliveryFailure, "later">; readonly reason: string }
  /** Not sent; a retry may succeed. */
  | { readonly kind: "later"; readonly reason: string }
  /** It may have arrived; the platform must be asked before a retry. */
  | { readonly kind: "in-doubt"; readonly reason: string };

/** How long before the start of sending the search for a message begins, in ms: the clock may have been changed since. */
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
 * Asks a platform whether it has a message that was, or may have been, sent after `startedAt`. Returns "unknown" if the platform cannot tell; rejects if it
 * cannot be asked.
 */
export function lookFor(
  adapter: Pick<Adapter, "find">,
  { place, key }: { readonly place: Place; readonly key: string },
  startedAt: Instant,
  now: Instant,
): ReturnType<Adapter["find"]> {
  return adapter.find(place, key, Math.min(startedAt, now) - CLOCK_MARGIN);
}
