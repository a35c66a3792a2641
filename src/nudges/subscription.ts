/** Checks subscriptions and changes them. */
import { MalinoisError } from "../errors.ts";
import type { Instant } from "../model.ts";
import { isRegion } from "./schedule/holidays.ts";
import { addDays, instantAt, isDate, isZone, localDate, weekdayOf } from "./schedule/zoned-time.ts";
import type { QuizPolicy, Schedule, SendPolicy, Subscription } from "./types.ts";

export const DEFAULT_SEND_POLICY: SendPolicy = {
  quietHours: { from: "20:00", to: "07:00" },
  workingDays: [1, 2, 3, 4, 5],
  region: "BE",
  dayOff: "skip",
  weeklyLimit: 3,
};

export const DEFAULT_QUIZ_POLICY: QuizPolicy = { openForHours: 24, changeable: false, anonymous: true, leaderboard: false };

/**
 * Returns the weekly limit of a schedule for which nobody chose one: as many nudges as the schedule has in a week, at least three; five for a campaign. A
 * limit that nobody chose must not suppress what somebody asked for.
 */
export function usualWeeklyLimit(schedule: Schedule): number {
  const least = DEFAULT_SEND_POLICY.weeklyLimit;
  switch (schedule.kind) {
    case "weekdays":
      return Math.max(least, schedule.days.length);
    case "interval":
      return Math.max(least, Math.min(7, Math.ceil(7 / schedule.days)));
    case "campaign":
      return 5;
  }
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Returns the subscription if it is valid. Otherwise throws a `MalinoisError` "usage" that names the first problem and its fix. */
export function checkSubscription(subscription: Subscription): Subscription {
  const { id, zone, content, schedule, sendPolicy, quiz } = subscription;
  const { quietHours, workingDays, region, weeklyLimit } = sendPolicy;
  check(/^[\w-]{1,20}$/.test(id), "The id of the nudges is not usable", "Use 1 to 20 letters, digits, hyphens or underscores");
  check(isZone(zone), "The time zone is not known", "Name an IANA zone, for example Europe/Brussels");
  checkSchedule(schedule);
  check(
    (content.kind === "campaign") === (schedule.kind === "campaign"),
    "Only a campaign has a campaign's schedule",
    "Plan it first",
  );
  if (content.kind === "pack") {
    check(content.kinds.length > 0, "Nothing was chosen to be sent", "Choose tips, quizzes or both");
    check(content.areas === "all" || content.areas.length > 0, "No area was chosen", "Choose at least one area, or all");
  }
  check(workingDays.length > 0, "There is no working day", "Choose at least one working day");
  check(!neverFalls(schedule, sendPolicy), "The days are never working days", "Choose other days, or send on days off too");
  check(
    region === undefined || isRegion(region),
    "The region of the holidays is not known",
    "Name one, for example BE or BE-VLG",
  );
  check(isCount(weeklyLimit, 7), "The weekly limit is not usable", "Choose a number from 1 to 7");
  check(isCount(quiz.openForHours, 24 * 14), "The time that quizzes stay open is not usable", "Choose 1 hour to 14 days");
  check(
    !(quiz.leaderboard && quiz.anonymous),
    "A leaderboard needs names",
    "Turn anonymous answers off first, or leave the leaderboard off",
  );
  if (quietHours !== undefined) {
    check(
      TIME.test(quietHours.from) && TIME.test(quietHours.to),
      "The quiet hours are not times",
      "Write them as 20:00 and 07:00",
    );
    check(!isQuiet(schedule.time, quietHours), "The time lies in the quiet hours", "Choose another time, or other quiet hours");
  }
  return subscription;
}

/** Whether a wall-clock time lies within quiet hours. Their start is quiet; their end is not. */
export function isQuiet(time: string, quiet: NonNullable<SendPolicy["quietHours"]>): boolean {
  if (quiet.from <= quiet.to) return time >= quiet.from && time < quiet.to;
  return time >= quiet.from || time < quiet.to;
}

/** Whether a subscription is paused at an instant, by a person or after a failure. */
export function isResting({ pause }: Pick<Subscription, "pause">, at: Instant): boolean {
  return pause !== undefined && at < (pause.until ?? Number.POSITIVE_INFINITY);
}

/** Pauses a subscription for a number of whole local days after today, so that seven days leave out a weekly nudge exactly once. */
export function snooze(subscription: Subscription, days: number, now: Instant): Subscription {
  const { zone } = subscription;
  const day = addDays(localDate(now, zone), days + 1);
  const until = instantAt(day, "00:00", zone)?.at ?? now;
  return { ...subscription, pause: { until, reason: "snoozed" } };
}

/** Removes the pause and the failure. What fell due during the pause is not sent, since the store then looks only from now on. */
export function resume({ pause, failure, ...subscription }: Subscription): Subscription {
  return subscription;
}

function checkSchedule(schedule: Schedule): void {
  check(TIME.test(schedule.time), "The time is not a time of day", "Write hours and minutes, for example 09:30");
  if (schedule.kind === "weekdays") check(schedule.days.length > 0, "No weekday was chosen", "Choose at least one day");
  if (schedule.kind === "interval") {
    check(isCount(schedule.days, 366), "The number of days is not usable", "Choose a number of days from 1 to 366");
    check(isDate(schedule.from), "The first day is not a date", "Write it as 2026-10-25");
  }
}

/** Whether days off are skipped and the schedule falls on nothing but non-working days. */
function neverFalls(schedule: Schedule, { workingDays, dayOff }: SendPolicy): boolean {
  if (dayOff !== "skip") return false;
  if (schedule.kind === "weekdays") return !schedule.days.some((day) => workingDays.includes(day));
  return schedule.kind === "interval" && schedule.days % 7 === 0 && !workingDays.includes(weekdayOf(schedule.from));
}

function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

function check(holds: boolean, message: string, fix: string): void {
  if (!holds) throw new MalinoisError("usage", message, fix);
}
