/** What the send policy makes of an occurrence: working days, public holidays and quiet hours. */
import type { Instant } from "../../model.ts";
import type { HolidayOn } from "../schedule/holidays.ts";
import { occurrencesFrom } from "../schedule/occurrences.ts";
import { addDays, instantAt, localDate, localDateTime, weekdayOf } from "../schedule/zoned-time.ts";
import { isQuiet } from "../subscription.ts";
import type { LocalDate, Occurrence, SkipReason, Subscription } from "../types.ts";

/** An occurrence with the moment it should go; with `skip`, the moment to note that it does not. */
export interface PlannedOccurrence {
  readonly occurrence: Occurrence;
  readonly at: Instant;
  readonly skip?: SkipReason;
}

/** Longer than any run of holidays and days off, so that a search for a working day ends. */
const LONGEST_REST_DAYS = 31;

/** What a send policy goes by. */
export type Polite = Pick<Subscription, "zone" | "sendPolicy">;

/** Why a day is no day for nudges; undefined for a working day. */
export function restOn({ sendPolicy }: Polite, date: LocalDate, holidayOn: HolidayOn): "holiday" | "day-off" | undefined {
  const { workingDays, region, dayOff } = sendPolicy;
  if (dayOff === "send") return undefined;
  if (region !== undefined && holidayOn(region, date) !== undefined) return "holiday";
  return workingDays.includes(weekdayOf(date)) ? undefined : "day-off";
}

/** The same instant, or the end of the quiet hours that it lies in. */
export function afterQuietHours({ zone, sendPolicy }: Polite, at: Instant): Instant {
  const quiet = sendPolicy.quietHours;
  if (quiet === undefined) return at;
  const { date, time } = localDateTime(at, zone);
  if (!isQuiet(time, quiet)) return at;
  const end = time < quiet.to ? date : addDays(date, 1);
  return instantAt(end, quiet.to, zone)?.at ?? at;
}

/** The same instant, or the next that lies on no day off, at the same time of day, and in no quiet hours. */
export function politeMoment(polite: Polite, at: Instant, holidayOn: HolidayOn): Instant {
  const { date, time } = localDateTime(at, polite.zone);
  let day = date;
  for (let days = 0; days < LONGEST_REST_DAYS && restOn(polite, day, holidayOn) !== undefined; days++) day = addDays(day, 1);
  return afterQuietHours(polite, day === date ? at : (instantAt(day, time, polite.zone)?.at ?? at));
}

/** What days off make of one occurrence; quiet hours matter only when it is to be sent. */
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

/** The planned occurrences from an instant (left out) on, in order; endless where the schedule is. */
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

/** A day before which nothing can have been moved past `after`: the last working day before today, since nothing moves over one. */
function searchStart(subscription: Subscription, after: Instant, holidayOn: HolidayOn): LocalDate {
  let date = addDays(localDate(after, subscription.zone), -1);
  for (let days = 0; days < LONGEST_REST_DAYS && restOn(subscription, date, holidayOn) !== undefined; days++)
    date = addDays(date, -1);
  return date;
}
