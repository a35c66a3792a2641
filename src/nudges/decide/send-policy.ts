/** Applies the send policy to occurrences: working days, public holidays and quiet hours. */
import type { Instant } from "../../model.ts";
import type { HolidayOn } from "../schedule/holidays.ts";
import { occurrencesFrom } from "../schedule/occurrences.ts";
import { addDays, instantAt, localDate, localDateTime, weekdayOf } from "../schedule/zoned-time.ts";
import { isQuiet } from "../subscription.ts";
import type { LocalDate, Occurrence, SkipReason, Subscription } from "../types.ts";

/** An occurrence, and when to send it; with `skip`, when to record that it is skipped. */
export interface PlannedOccurrence {
  readonly occurrence: Occurrence;
  readonly at: Instant;
  readonly skip?: SkipReason;
}

/** How many days are searched for a working day: more than any series of holidays and days off. */
const LONGEST_REST_DAYS = 31;

/** What it takes to apply a send policy. */
export type Polite = Pick<Subscription, "zone" | "sendPolicy">;

/** Returns why no nudges are sent on a day; undefined for a working day, or if the policy sends on days off too. */
export function restOn(
  { sendPolicy }: Pick<Polite, "sendPolicy">,
  date: LocalDate,
  holidayOn: HolidayOn,
): "holiday" | "day-off" | undefined {
  const { workingDays, region, dayOff } = sendPolicy;
  if (dayOff === "send") return undefined;
  if (region !== undefined && holidayOn(region, date) !== undefined) return "holiday";
  return workingDays.includes(weekdayOf(date)) ? undefined : "day-off";
}

/** Returns the same instant, or the end of the quiet hours that it lies in. */
export function afterQuietHours({ zone, sendPolicy }: Polite, at: Instant): Instant {
  const quiet = sendPolicy.quietHours;
  if (quiet === undefined) return at;
  const { date, time } = localDateTime(at, zone);
  if (!isQuiet(time, quiet)) return at;
  const end = time < quiet.to ? date : addDays(date, 1);
  return instantAt(end, quiet.to, zone)?.at ?? at;
}

/**
 * Returns the same instant, or moves it to the same time of the next working day, then to the end of the quiet hours that it lies in; if they end on a day
 * off, to the same time of the next working day.
 */
export function politeMoment(polite: Polite, at: Instant, holidayOn: HolidayOn): Instant {
  return onWorkingDay(polite, afterQuietHours(polite, onWorkingDay(polite, at, holidayOn)), holidayOn);
}

/** Returns the same instant, or moves it from a day off to the same time of the next working day. */
function onWorkingDay(polite: Polite, at: Instant, holidayOn: HolidayOn): Instant {
  const { date, time } = localDateTime(at, polite.zone);
  let day = date;
  for (let days = 0; days < LONGEST_REST_DAYS && restOn(polite, day, holidayOn) !== undefined; days++) day = addDays(day, 1);
  return day === date ? at : (instantAt(day, time, polite.zone)?.at ?? at);
}

/** Applies days off to one occurrence. Quiet hours are applied only when it is to be sent. */
function plan(subscription: Subscription, occurrence: Occurrence, holidayOn: HolidayOn): PlannedOccurrence {
  const rest = restOn(subscription, occurrence.date, holidayOn);
  if (rest === undefined) return { occurrence, at: occurrence.at };
  const skipped = (skip: SkipReason) => ({ occurrence, at: occurrence.at, skip });
  if (subscription.sendPolicy.dayOff === "skip") return skipped(rest);

  const target = nextWorkingDay(subscription, occurrence.date, holidayOn);
  const moved = target === undefined ? undefined : instantAt(target, occurrence.time, subscription.zone);
  if (target === undefined || moved === undefined) return skipped(rest);
  const following = occurrencesFrom(subscription, addDays(occurrence.date, 1)).next().value;
  if (following && following.date <= target) return skipped("merged");
  return { occurrence, at: moved.at };
}

/** Yields the planned occurrences after an instant, in order; endless if the schedule is. */
export function* plannedAfter(subscription: Subscription, after: Instant, holidayOn: HolidayOn): Generator<PlannedOccurrence> {
  for (const occurrence of occurrencesFrom(subscription, searchStart(subscription, after, holidayOn))) {
    const planned = plan(subscription, occurrence, holidayOn);
    if (planned.at > after) yield planned;
  }
}

function nextWorkingDay(subscription: Subscription, date: LocalDate, holidayOn: HolidayOn): LocalDate | undefined {
  for (let days = 1; days <= LONGEST_REST_DAYS; days++) {
    const candidate = addDays(date, days);
    if (restOn(subscription, candidate, holidayOn) === undefined) return candidate;
  }
  return undefined;
}

/** Returns the day from which to search: the last working day before the day of `after`. No occurrence before it can have been moved past it. */
function searchStart(subscription: Subscription, after: Instant, holidayOn: HolidayOn): LocalDate {
  let date = addDays(localDate(after, subscription.zone), -1);
  for (let days = 0; days < LONGEST_REST_DAYS && restOn(subscription, date, holidayOn) !== undefined; days++)
    date = addDays(date, -1);
  return date;
}
