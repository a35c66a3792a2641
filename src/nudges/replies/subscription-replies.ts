/** Replies about a subscription: why it sends, that it is paused, that it has stopped, or that it cannot deliver. */

import { sayNudge } from "../../languages/index.ts";
import type { Instant, Language, Reply } from "../../model.ts";
import { localDate } from "../schedule/zoned-time.ts";
import type { FailureKind, Subscription } from "../types.ts";
import {
  type ContentNames,
  dayAt,
  describeContent,
  describeSchedule,
  formatDate,
  momentAt,
  ownerValues,
  withMoments,
} from "./describe.ts";
import { notice } from "./notice.ts";
import { subscriptionButtons } from "./nudge-reply.ts";

/** Says why somebody gets a subscription's nudges, and when the next one comes. */
export function whyReply(subscription: Subscription, names: ContentNames, next: Instant | undefined): Reply {
  const { language, zone, sendPolicy, createdAt } = subscription;
  const { quietHours, dayOff, weeklyLimit } = sendPolicy;
  const setUp = sayNudge(language, "nudge.why-set-up", {
    ...ownerValues(subscription),
    date: formatDate(localDate(createdAt, zone), language),
    what: describeContent(subscription, names),
    often: describeSchedule(subscription),
    zone,
  });
  const rules = [sayNudge(language, "nudge.why-limits", { limit: weeklyLimit })];
  if (quietHours !== undefined) rules.push(sayNudge(language, "nudge.why-quiet", { ...quietHours }));
  if (dayOff !== "send") rules.push(sayNudge(language, "nudge.why-days-off"));
  const moments = next === undefined ? [] : [momentAt(next, zone, language)];
  const coming = moments.map(({ text }) => sayNudge(language, "nudge.why-next", { next: text }));
  const actions = subscriptionButtons(subscription).filter((button) => button.action.kind !== "why-nudge");
  const reply = {
    ...notice(language, [setUp, rules.join(" "), ...coming]),
    title: sayNudge(language, "nudge.why-title"),
    actions,
  };
  return withMoments(reply, moments);
}

/** Says until when the subscription is paused. */
export function snoozedReply({ zone }: Subscription, until: Instant, language: Language): Reply {
  const end = dayAt(until, zone, language);
  return withMoments(notice(language, [sayNudge(language, "nudge.snoozed", { date: end.text })]), [end]);
}

/** Asks for confirmation before nudges stop: says which nudges would stop and for whom, with the button that stops them. */
export function confirmStopReply(subscription: Subscription, names: ContentNames, language: Language): Reply {
  const what = describeContent(subscription, names);
  const often = describeSchedule(subscription);
  const { id, recipient } = subscription;
  const where = recipient === undefined ? "channel" : "me";
  return {
    ...notice(language, [sayNudge(language, "nudge.confirm-stop", { what, often, where })]),
    title: sayNudge(language, "nudge.confirm-stop-title"),
    actions: [
      { label: sayNudge(language, "nudge.stop"), action: { kind: "stop-nudges", subscription: id, language } },
      { label: sayNudge(language, "nudge.why-this"), action: { kind: "why-nudge", subscription: id, language } },
    ],
  };
}

/** Says that the nudges of a channel, or of the reader, have stopped. */
export function stoppedReply(language: Language, { recipient }: Pick<Subscription, "recipient">): Reply {
  return notice(language, [sayNudge(language, "nudge.stopped", { where: recipient === undefined ? "channel" : "me" })]);
}

/** Says that the nudges whose button was pressed do not exist any more. */
export function goneReply(language: Language): Reply {
  return notice(language, [sayNudge(language, "nudge.gone")]);
}

/** Says that the reader may not change these nudges, since others look after them. */
export function notYoursReply(language: Language): Reply {
  return notice(language, [sayNudge(language, "nudge.not-yours")]);
}

/**
 * Tells the owner what became of a subscription that cannot deliver.
 * @param fallback whether the nudges are sent to the fallback from now on
 * @param where the name of the channel in question: the one that failed, or the fallback
 */
export function failureReply(
  subscription: Subscription,
  names: ContentNames,
  kind: FailureKind,
  fallback: boolean,
  where?: string,
): Reply {
  const { language } = subscription;
  const values = { what: describeContent(subscription, names), often: describeSchedule(subscription) };
  const body = [sayNudge(language, fallback ? "nudge.failed-fallback" : `nudge.failed-${kind}`, values)];
  if (where !== undefined) body.push(sayNudge(language, "nudge.failed-where", { where }));
  return { ...notice(language, body), title: sayNudge(language, "nudge.failed-title") };
}
