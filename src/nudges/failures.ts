/** What a delivery that the platform refuses for good does to its subscription. */
import type { Instant, Place } from "../model.ts";
import type { FailureKind, Subscription } from "./types.ts";

export interface FailureOutcome {
  /** To be stored in place of the old one. */
  readonly subscription: Subscription;
  /** Where this nudge goes instead. */
  readonly sendTo?: Place;
  /** True once for a run of failures: tell the owner, or the operator where the owner cannot be reached either. */
  readonly report: boolean;
}

/**
 * A direct message that cannot be delivered goes to the fallback and the subscription runs on; without a fallback, and where a channel is gone or
 * forbids posting, the subscription rests until somebody resumes it.
 */
export function afterFailure(subscription: Subscription, kind: FailureKind, now: Instant): FailureOutcome {
  const failure = subscription.failure ?? { kind, since: now };
  const report = subscription.failure === undefined;
  if (kind === "undeliverable" && subscription.fallback !== undefined) {
    return { subscription: { ...subscription, failure }, sendTo: subscription.fallback, report };
  }
  return { subscription: { ...subscription, failure, pause: { reason: kind } }, report };
}

/** The subscription after its own place took a delivery: a later failure is reported anew. */
export function afterSuccess({ failure, ...subscription }: Subscription): Subscription {
  return subscription;
}
