/** Wall-clock time in IANA zones. This is the only file that uses Temporal. */
import { Temporal } from "temporal-polyfill";
import type { Instant } from "../../model.ts";
import type { LocalDate, LocalTime, Weekday } from "../types.ts";

/** Returns true for an IANA name ("Europe/Brussels", "UTC"); false for an offset ("+02:00"), which has no clock changes. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** Returns true for a day of the calendar, written as "2026-10-25". */
export function isDate(date: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date)) && dateOf(dayNumber(date)) === date;
}

export interface LocalMoment {
  readonly at: Instant;
  /** The wall-clock time does not exist on this day; `at` is the first moment after it. */
  readonly inGap: boolean;
}

/**
 * Returns the instant of a wall-clock time. For a time that does not exist, this is the moment at which the clocks go forward; for one that exists twice, the
 * first of the two. Returns undefined for a day that the zone skipped (Samoa had no 30 December 2011).
 */
export function instantAt(date: LocalDate, time: LocalTime, zone: string): LocalMoment | undefined {
  const wanted = Temporal.PlainDateTime.from(`${date}T${time}`);
  const found = wanted.toZonedDateTime(zone, { disambiguation: "earlier" });
  const shown = found.epochMilliseconds + found.offsetNanoseconds / 1e6;
  if (shown === Date.parse(`${date}T${time}Z`)) return { at: found.epochMilliseconds, inGap: false };
  const day = wanted.toPlainDate();
  if (!day.toZonedDateTime(zone).toPlainDate().equals(day)) return undefined;
  const resumed = found.getTimeZoneTransition("next") ?? found;
  return { at: resumed.epochMilliseconds, inGap: true };
}

/** Returns the day and the time, to the minute, that a clock in the zone shows. */
export function localDateTime(at: Instant, zone: string): { readonly date: LocalDate; readonly time: LocalTime } {
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const shown = new Date(at + offsetNanoseconds / 1e6).toISOString();
  return { date: shown.slice(0, 10), time: shown.slice(11, 16) };
}

export function localDate(at: Instant, zone: string): LocalDate {
  return localDateTime(at, zone).date;
}

/** Returns the zone's offset from UTC at an instant: "+02:00". */
export function offsetAt(at: Instant, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offset;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOf(dayNumber(date) + days);
}

/** Returns the same day of a later month, or that month's last day if it has no such day. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

/** Returns the number of days from one date to another; negative if `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function weekdayOf(date: LocalDate): Weekday {
  // Day 0, the first of January 1970, was a Thursday.
  const sinceMonday = (((dayNumber(date) + 3) % 7) + 7) % 7;
  return (sinceMonday + 1) as Weekday;
}

/** Returns the Monday of a date's week. */
export function weekOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date));
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Returns the number of calendar days since 1 January 1970. A date has no zone. */
function dayNumber(date: LocalDate): number {
  return Date.parse(date) / DAY_MS;
}

function dateOf(day: number): LocalDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export interface ClockChange {
  readonly at: Instant;
  /** The day on which the clocks change. */
  readonly date: LocalDate;
  /** The time that the clocks showed up to the change; `to` is the time that they showed from then on. */
  readonly from: LocalTime;
  readonly to: LocalTime;
}

/** Returns the clock changes of a zone after `from`, up to and including `to`, in order. */
export function clockChangesBetween(zone: string, from: Instant, to: Instant): readonly ClockChange[] {
  const changes: ClockChange[] = [];
  let next = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).getTimeZoneTransition("next");
  while (next !== null && next.epochMilliseconds <= to) {
    const before = next.subtract({ milliseconds: 1 });
    if (before.offsetNanoseconds !== next.offsetNanoseconds) {
      const shown = next.toPlainDateTime().add({ nanoseconds: before.offsetNanoseconds - next.offsetNanoseconds });
      changes.push({
        at: next.epochMilliseconds,
        date: shown.toPlainDate().toString(),
        from: shown.toPlainTime().toString({ smallestUnit: "minute" }),
        to: next.toPlainTime().toString({ smallestUnit: "minute" }),
      });
    }
    next = next.getTimeZoneTransition("next");
  }
  return changes;
}
