/** Replies about a subscription: why it sends, that it rests or has stopped, that it cannot deliver. */

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

/** Why somebody gets a subscription's nudges, and when the next one comes. */
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

/** The subscription rests until an instant. */
export function snoozedReply({ zone }: Subscription, until: Instant, language: Language): Reply {
  const end = dayAt(until, zone, language);
  return withMoments(notice(language, [sayNudge(language, "nudge.snoozed", { date: end.text })]), [end]);
}

/** What stops for whom, with the button that does it: the one question before it happens. */
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

/** Of a channel, or of the reader alone. */
export function stoppedReply(language: Language, { recipient }: Pick<Subscription, "recipient">): Reply {
  return notice(language, [sayNudge(language, "nudge.stopped", { where: recipient === undefined ? "channel" : "me" })]);
}

/** Somebody pressed a button of nudges that are no more. */
export function goneReply(language: Language): Reply {
  return notice(language, [sayNudge(language, "nudge.gone")]);
}

/** Somebody pressed snooze or stop in a channel whose nudges others look after. */
export function notYoursReply(language: Language): Reply {
  return notice(language, [sayNudge(language, "nudge.not-yours")]);
}

/**
 * Tells the owner once what became of a subscription that cannot deliver.
 * @param fallback it goes on elsewhere
 * @param where the channel that this is about, as people call it: the one that failed, or the fallback
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
