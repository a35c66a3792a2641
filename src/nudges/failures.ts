/** What happens to a subscription when the platform refuses one of its deliveries for good. */
import type { Instant, Place } from "../model.ts";
import type { FailureKind, Subscription } from "./types.ts";

export interface FailureOutcome {
  /** The subscription to store in place of the old one. */
  readonly subscription: Subscription;
  /** Where to send this nudge instead. */
  readonly sendTo?: Place;
  /** True once in a series of failures: tell the owner, or the operator if the owner cannot be reached either. */
  readonly report: boolean;
}

/**
 * Returns what becomes of a subscription after a refusal. If a direct message cannot be delivered and there is a fallback, the message is sent to the
 * fallback and the subscription continues. Without a fallback, or if a channel is gone or forbids posting, the subscription is paused until somebody
 * resumes it.
 */
export function afterFailure(subscription: Subscription, kind: FailureKind, now: Instant): FailureOutcome {
  const failure = subscription.failure ?? { kind, since: now };
  const report = subscription.failure === undefined;
  if (kind === "undeliverable" && subscription.fallback !== undefined) {
    return { subscription: { ...subscription, failure }, sendTo: subscription.fallback, report };
  }
  return { subscription: { ...subscription, failure, pause: { reason: kind } }, report };
}

/** Returns the subscription after a delivery to its own place succeeded. A later failure is reported again. */
export function afterSuccess({ failure, ...subscription }: Subscription): Subscription {
  return subscription;
}
