/** From a request to a subscription. */
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
  /** Whose direct messages "me" means. */
  readonly recipient: PersonKey;
  readonly quiz: QuizPolicy;
  readonly now: Instant;
  readonly holidayOn: HolidayOn;
  readonly library: Pick<NudgeLibrary, "campaign">;
}

/** The subscription for a request, with the usual send policy but where they would swallow what was asked for; undefined for a campaign that is not known, or over. */
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
 * Returns a subscription as a request changes it, with the default send policy of {@link subscriptionFor}. It keeps its place and people, its pause, how its
 * quizzes are run, its campaign and the days of the steps, and, if the interval does not change, the day from which that is counted.
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

/** An interval of whole weeks that began on a day off would never fall on another. */
function firstWorkingDay(day: LocalDate): LocalDate {
  return DEFAULT_SEND_POLICY.workingDays.includes(weekdayOf(day)) ? day : firstWorkingDay(addDays(day, 1));
}
