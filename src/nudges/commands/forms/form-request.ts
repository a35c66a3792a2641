/** Turns requests into subscriptions. */
import { directPlace } from "../../../delivery/direct-place.ts";
import type { Instant, Place } from "../../../model.ts";
import type { PersonKey } from "../../../ports.ts";
import type { NudgeLibrary } from "../../content/library.ts";
import { planCampaign } from "../../decide/campaign.ts";
import type { HolidayOn } from "../../schedule/holidays.ts";
import { addDays, localDate, weekdayOf } from "../../schedule/zoned-time.ts";
import { checkSubscription, DEFAULT_SEND_POLICY, isQuiet, usualWeeklyLimit } from "../../subscription.ts";
import type { LocalDate, QuizPolicy, Schedule, SendPolicy, Subscription } from "../../types.ts";
import type { NewNudgeRequest, NudgeRequest } from "./form.ts";

export interface RequestDependencies {
  readonly id: string;
  /** The channel, without thread and handle. */
  readonly place: Place;
  readonly owner: PersonKey;
  readonly ownerName?: string | undefined;
  /** The person whose direct messages "me" means. */
  readonly recipient: PersonKey;
  readonly quiz: QuizPolicy;
  readonly now: Instant;
  readonly holidayOn: HolidayOn;
  readonly library: Pick<NudgeLibrary, "campaign">;
}

/**
 * Returns the subscription for a request, with the usual send policy except where that would suppress what was asked for. Returns undefined for a campaign
 * that is unknown or over. Throws a `MalinoisError` "usage" if the subscription is not valid.
 */
export function subscriptionFor(request: NewNudgeRequest, dependencies: RequestDependencies): Subscription | undefined {
  const { id, owner, ownerName, recipient, quiz, now, holidayOn, library } = dependencies;
  const { where, content, zone, language } = request;
  const schedule = scheduleFor(request, now);
  const subscription = checkSubscription({
    ...{ id, owner, content, schedule, zone, language, quiz, createdAt: now, sendPolicy: sendPolicyFor(request, schedule) },
    ...(where === "channel" ? { place: dependencies.place } : { place: directPlace(recipient), recipient }),
    ...(where === "me-or-channel" ? { fallback: dependencies.place } : {}),
    ...(ownerName === undefined ? {} : { ownerName }),
  });
  if (content.kind === "pack") return subscription;
  const campaign = library.campaign(content.campaign);
  const planned = campaign && planCampaign(campaign, subscription, now, holidayOn);
  return planned === undefined || planned.steps.length === 0 ? undefined : { ...subscription, schedule: planned };
}

/**
 * Returns a subscription as changed by a request, with the same default send policy as {@link subscriptionFor}. It keeps its place and people, its pause, its
 * quiz policy, its campaign and the days of the steps. If the interval does not change, it also keeps the day from which that is counted.
 */
export function edited(subscription: Subscription, request: NudgeRequest, now: Instant): Subscription {
  const { time, zone, language } = request;
  const { content: contentBefore, schedule: before } = subscription;
  const schedule = before.kind === "campaign" ? { ...before, time } : keepingRhythm(before, scheduleFor(request, now));
  const content = contentBefore.kind === "campaign" ? contentBefore : request.content;
  return checkSubscription({
    ...subscription,
    ...{ content, schedule, zone, language, sendPolicy: sendPolicyFor(request, schedule) },
  });
}

function keepingRhythm(before: Schedule, schedule: Schedule): Schedule {
  const isAsLong = before.kind === "interval" && schedule.kind === "interval" && before.days === schedule.days;
  return isAsLong ? { ...schedule, from: before.from } : schedule;
}

function sendPolicyFor({ time, sendPolicy: requested }: NudgeRequest, schedule: Schedule): SendPolicy {
  const { quietHours: usual, workingDays, region: usualRegion, ...others } = DEFAULT_SEND_POLICY;
  const region = requested.region ?? usualRegion;
  const usualQuiet = usual === undefined || isQuiet(time, usual) ? undefined : usual;
  const quietHours = requested.quietHours === "none" ? undefined : (requested.quietHours ?? usualQuiet);
  const asked = schedule.kind === "weekdays" ? schedule.days : [];
  return {
    ...others,
    ...(region === undefined || region === "none" ? {} : { region }),
    ...(quietHours === undefined ? {} : { quietHours }),
    workingDays: [...new Set([...workingDays, ...asked])].sort(),
    dayOff: requested.dayOff ?? others.dayOff,
    weeklyLimit: requested.weeklyLimit ?? usualWeeklyLimit(schedule),
  };
}

function scheduleFor({ when, time, zone }: NudgeRequest, now: Instant): Schedule {
  switch (when.kind) {
    case "weekdays":
      return { kind: "weekdays", days: when.days, time };
    case "interval":
      return { kind: "interval", days: when.days, from: firstWorkingDay(localDate(now, zone)), time };
    case "campaign":
      return { kind: "campaign", steps: [], time };
  }
}

/** Returns the first working day from a day on. An interval of whole weeks that began on a day off would fall only on days off. */
function firstWorkingDay(day: LocalDate): LocalDate {
  return DEFAULT_SEND_POLICY.workingDays.includes(weekdayOf(day)) ? day : firstWorkingDay(addDays(day, 1));
}
