import { directPlace } from "../../delivery/direct-place.ts";
import type { DeliveryFailure } from "../../errors.ts";
import type { Instant, Place } from "../../model.ts";
import { contentNames } from "../content/content-names.ts";
import { afterFailure, type FailureOutcome } from "../failures.ts";
import type { LeasedMessage, Settlement } from "../ports.ts";
import { failureReply } from "../replies/subscription-replies.ts";
import { nextLookFrom } from "../schedule/next-look.ts";
import type { FailureKind, Subscription } from "../types.ts";
import type { NudgeRunnerOptions } from "./options.ts";

export type RefusalPolicy = (
  message: LeasedMessage,
  kind: Exclude<DeliveryFailure, "later">,
  now: Instant,
) => Promise<Settlement>;

/** Returns the policy for messages that a platform refuses for good: send them to the fallback, or pause the subscription; tell the owner once. */
export function createRefusalPolicy(options: NudgeRunnerOptions): RefusalPolicy {
  const { store, logger, adapters } = options;

  /** Returns the name of a channel; undefined for direct messages, and if the platform does not tell. */
  async function nameOf(place: Place): Promise<string | undefined> {
    if (place.recipient !== undefined) return undefined;
    const adapter = adapters.find(({ name }) => name === place.platform);
    return adapter?.nameOf?.(place).catch(() => undefined);
  }

  /** @param key names the report: the same each time the same message is refused */
  async function report(
    key: string,
    subscription: Subscription,
    kind: FailureKind,
    goesOn: boolean,
    now: Instant,
  ): Promise<void> {
    const { id, owner, ...rest } = subscription;
    const ownerIsRecipient = rest.recipient?.person === owner.person;
    if (owner.person === "" || (kind === "undeliverable" && ownerIsRecipient)) {
      logger.warn({ subscription: id, kind }, "nudges cannot be delivered, and their owner cannot be told");
      return;
    }
    const { library, areas } = await options.content(rest.place);
    const names = contentNames(subscription, areas, library);
    const where = await nameOf(goesOn && rest.fallback !== undefined ? rest.fallback : rest.place);
    const reply = failureReply(subscription, names, kind, goesOn, where);
    await store.addMessage({ key, kind: "report", place: directPlace(owner), reply, dueAt: now, sendAt: now }, now);
  }

  return async (message, kind, now) => {
    logger.warn({ key: message.key, kind }, "a platform refused a message");
    if (message.kind === "hand-off") await options.onHandOffRefused?.(message, now);
    if (message.kind !== "nudge" || message.subscription === undefined) return { state: "skipped", reason: kind };
    const outcomeFor = (subscription: Subscription): FailureOutcome =>
      isSamePlace(message.place, subscription.place)
        ? afterFailure(subscription, kind, now)
        : afterFailedFallback(subscription, kind, now);
    const before = await store.subscription(message.subscription);
    if (before !== undefined) {
      const { subscription, sendTo, report: isNew } = outcomeFor(before);
      const name = `report/${message.key}/${kind}${isSamePlace(message.place, before.place) ? "" : "+"}`;
      // Before the change, which makes later refusals silent: if the process stops in between, the message is refused and reported under this name again.
      if (isNew) await report(name, subscription, kind, sendTo !== undefined, now);
    }
    let outcome: FailureOutcome | undefined;
    await store.changeSubscription(message.subscription, (subscription, nextLook) => {
      outcome = outcomeFor(subscription);
      return {
        subscription: outcome.subscription,
        nextLook: nextLookFrom(outcome.subscription, nextLook.lookedUntil, options.holidayOn),
      };
    });
    if (outcome === undefined) return { state: "skipped", reason: "paused" };
    const { sendTo } = outcome;
    return sendTo === undefined ? { state: "skipped", reason: kind } : { state: "pending", sendAt: now, place: sendTo };
  };
}

/** Handles a refusal by the fallback too, which counts as a new failure and is reported again. */
function afterFailedFallback({ fallback, failure: _, ...rest }: Subscription, kind: FailureKind, now: Instant): FailureOutcome {
  const outcome = afterFailure(rest, kind, now);
  return { ...outcome, subscription: { ...outcome.subscription, ...(fallback === undefined ? {} : { fallback }) } };
}

function isSamePlace(one: Place, other: Place): boolean {
  return one.platform === other.platform && one.workspace === other.workspace && one.channel === other.channel;
}
