/** From a timetable to the moments it falls due. */
import type { Instant } from "../../model.ts";
import type { LocalDate, Occurrence, Subscription, Timetable } from "../types.ts";
import { addDays, daysBetween, instantAt, localDate, weekdayOf } from "./zoned-time.ts";

/** What it takes to know when a subscription falls due. */
export type Scheduled = Pick<Subscription, "id" | "timetable" | "zone">;

interface TimetableDay {
  readonly date: LocalDate;
  readonly step?: string;
}

/** The days of a timetable from a date on, in order; endless for a timetable without an end. */
function* daysFrom(timetable: Timetable, start: LocalDate): Generator<TimetableDay> {
  switch (timetable.kind) {
    case "weekdays":
      if (timetable.days.length === 0) return;
      for (let date = start; ; date = addDays(date, 1)) {
        if (timetable.days.includes(weekdayOf(date))) yield { date };
      }
    case "interval": {
      if (timetable.days < 1) return;
      const periods = Math.max(0, Math.ceil(daysBetween(timetable.from, start) / timetable.days));
      for (let date = addDays(timetable.from, periods * timetable.days); ; date = addDays(date, timetable.days)) yield { date };
    }
    case "campaign":
      for (const step of timetable.steps) {
        if (step.date >= start) yield step;
      }
  }
}

/** The occurrences of a subscription from a local day on, in order; endless where the timetable is. */
export function* occurrencesFrom({ id, timetable, zone }: Scheduled, start: LocalDate): Generator<Occurrence> {
  const { time } = timetable;
  for (const { date, step } of daysFrom(timetable, start)) {
    const moment = instantAt(date, time, zone);
    if (moment === undefined) continue;
    const key = `${id}/${date}/${time.replace(":", "")}`;
    yield { key, subscription: id, date, time, ...moment, ...(step === undefined ? {} : { step }) };
  }
}

/** Every occurrence after `from`, up to and including `to`, in order: at most one for each local day. Joining two spans gives what the whole gives. */
export function occurrencesBetween(scheduled: Scheduled, from: Instant, to: Instant): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (const occurrence of occurrencesFrom(scheduled, localDate(from, scheduled.zone))) {
    if (occurrence.at > to) break;
    if (occurrence.at > from) found.push(occurrence);
  }
  return found;
}

/** The first occurrence after an instant; undefined where the timetable has ended. */
export function nextOccurrence(scheduled: Scheduled, after: Instant): Occurrence | undefined {
  for (const occurrence of occurrencesFrom(scheduled, localDate(after, scheduled.zone))) {
    if (occurrence.at > after) return occurrence;
  }
  return undefined;
}
