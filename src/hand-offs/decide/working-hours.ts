import type { Instant } from "../../model.ts";
import type { HolidayOn } from "../../nudges/schedule/holidays.ts";
import { addDays, instantAt, localDate, weekdayOf } from "../../nudges/schedule/zoned-time.ts";
import { DEFAULT_SEND_POLICY } from "../../nudges/subscription.ts";
import type { LocalDate } from "../../nudges/types.ts";

/** When people of an organisation are at work: from nine to five on the days that are usual for nudges too. */
const FROM = "09:00";
const UNTIL = "17:00";
const { region, workingDays } = DEFAULT_SEND_POLICY;
const HOUR = 3_600_000;
/** No stretch of days off is that long. */
const FARTHEST_DAYS = 366;

/** The instant at which so many working hours have passed since another, by the clocks of a zone; public holidays do not count. */
export function afterWorkingHours(from: Instant, hours: number, zone: string, holidayOn: HolidayOn): Instant {
  let left = hours * HOUR;
  const first = localDate(from, zone);
  for (let days = 0; days < FARTHEST_DAYS; days += 1) {
    const date = addDays(first, days);
    if (!isWorkingDay(date, holidayOn)) continue;
    const begin = Math.max(from, instantAt(date, FROM, zone)?.at ?? from);
    const end = instantAt(date, UNTIL, zone)?.at ?? begin;
    const length = Math.max(0, end - begin);
    if (left <= length) return begin + left;
    left -= length;
  }
  return from + left;
}

function isWorkingDay(date: LocalDate, holidayOn: HolidayOn): boolean {
  return workingDays.includes(weekdayOf(date)) && (region === undefined || holidayOn(region, date) === undefined);
}
