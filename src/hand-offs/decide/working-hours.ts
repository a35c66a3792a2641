import type { Instant } from "../../model.ts";
import { restOn } from "../../nudges/decide/send-policy.ts";
import type { HolidayOn } from "../../nudges/schedule/holidays.ts";
import { addDays, instantAt, localDate } from "../../nudges/schedule/zoned-time.ts";
import { DEFAULT_SEND_POLICY } from "../../nudges/subscription.ts";
import type { LocalDate } from "../../nudges/types.ts";

const HOUR = 3_600_000;
/** How many days are searched for working hours: no series of days off is that long. */
const FARTHEST_DAYS = 366;

/**
 * Returns the instant at which a number of working hours have passed since another, by the clocks of a zone. Public holidays do not count.
 * @param span the working hours of a working day: "09:00-17:00", or "22:00-06:00", which ends on the next day
 */
export function afterWorkingHours(from: Instant, hours: number, zone: string, holidayOn: HolidayOn, span: string): Instant {
  const [begins = "", ends = ""] = span.split("-");
  let left = hours * HOUR;
  // A night shift that began the day before may still be running.
  const first = addDays(localDate(from, zone), -1);
  for (let days = 0; days < FARTHEST_DAYS; days += 1) {
    const date = addDays(first, days);
    if (!isWorkingDay(date, holidayOn)) continue;
    const begin = Math.max(from, instantAt(date, begins, zone)?.at ?? from);
    const end = instantAt(ends > begins ? date : addDays(date, 1), ends, zone)?.at ?? begin;
    const length = Math.max(0, end - begin);
    if (left <= length) return begin + left;
    left -= length;
  }
  return from + left;
}

/** Whether an organisation works on a day: its working days and holidays are the default ones of nudges. */
function isWorkingDay(date: LocalDate, holidayOn: HolidayOn): boolean {
  return restOn({ sendPolicy: DEFAULT_SEND_POLICY }, date, holidayOn) === undefined;
}
