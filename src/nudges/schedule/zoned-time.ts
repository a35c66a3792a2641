/** Wall-clock time in IANA zones: the only file that talks to Temporal. */
import { Temporal } from "temporal-polyfill";
import type { Instant } from "../../model.ts";
import type { LocalDate, LocalTime, Weekday } from "../types.ts";

/** True for an IANA name ("Europe/Brussels", "UTC"); false for an offset ("+02:00"), which knows no clock changes. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** True for a day of the calendar, written "2026-10-25". */
export function isDate(date: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date)) && dateOf(dayNumber(date)) === date;
}

export interface LocalMoment {
  readonly at: Instant;
  /** The wall-clock time does not exist on this day; `at` is the first moment after it. */
  readonly inGap: boolean;
}

/**
 * The instant of a wall-clock time. A time that does not exist gives the moment that the clocks have gone forward; one that exists twice gives
 * the first. Undefined for a day that the zone left out (Samoa had no 30 December 2011).
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

/** The day and the time, in minutes' precision, that a clock in the zone shows. */
export function localDateTime(at: Instant, zone: string): { readonly date: LocalDate; readonly time: LocalTime } {
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const shown = new Date(at + offsetNanoseconds / 1e6).toISOString();
  return { date: shown.slice(0, 10), time: shown.slice(11, 16) };
}

export function localDate(at: Instant, zone: string): LocalDate {
  return localDateTime(at, zone).date;
}

/** The zone's distance from UTC at an instant: "+02:00". */
export function offsetAt(at: Instant, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offset;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOf(dayNumber(date) + days);
}

/** The same day of a later month; its last where it has no such day. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

/** Days from one date to another; negative when the other is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function weekdayOf(date: LocalDate): Weekday {
  // Day 0, the first of January 1970, was a Thursday.
  const sinceMonday = (((dayNumber(date) + 3) % 7) + 7) % 7;
  return (sinceMonday + 1) as Weekday;
}

/** The Monday of a date's week. */
export function weekOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date));
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days since 1 January 1970, as the calendar counts them: a date has no zone. */
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
  /** What the clocks showed when they changed, and what they showed from then on. */
  readonly from: LocalTime;
  readonly to: LocalTime;
}

/** The clock changes of a zone after `from`, up to and including `to`, in order. */
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
