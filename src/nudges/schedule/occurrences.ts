/** Computes the moments at which a schedule falls due. */
import type { Instant } from "../../model.ts";
import type { LocalDate, Occurrence, Schedule, Subscription } from "../types.ts";
import { addDays, daysBetween, instantAt, localDate, weekdayOf } from "./zoned-time.ts";

/** The parts of a subscription that determine when it falls due. */
export type Scheduled = Pick<Subscription, "id" | "schedule" | "zone">;

interface ScheduleDay {
  readonly date: LocalDate;
  readonly step?: string;
}

/** Yields the days of a schedule from a date on, in order; endless for a schedule without an end. */
function* daysFrom(schedule: Schedule, start: LocalDate): Generator<ScheduleDay> {
  switch (schedule.kind) {
    case "weekdays":
      if (schedule.days.length === 0) return;
      for (let date = start; ; date = addDays(date, 1)) {
        if (schedule.days.includes(weekdayOf(date))) yield { date };
      }
    case "interval": {
      if (schedule.days < 1) return;
      const periods = Math.max(0, Math.ceil(daysBetween(schedule.from, start) / schedule.days));
      for (let date = addDays(schedule.from, periods * schedule.days); ; date = addDays(date, schedule.days)) yield { date };
    }
    case "campaign":
      for (const step of schedule.steps) {
        if (step.date >= start) yield step;
      }
  }
}

/** Yields the occurrences of a subscription from a local day on, in order; endless if the schedule is. */
export function* occurrencesFrom({ id, schedule, zone }: Scheduled, start: LocalDate): Generator<Occurrence> {
  const { time } = schedule;
  for (const { date, step } of daysFrom(schedule, start)) {
    const moment = instantAt(date, time, zone);
    if (moment === undefined) continue;
    const key = `${id}/${date}/${time.replace(":", "")}`;
    yield { key, subscription: id, date, time, ...moment, ...(step === undefined ? {} : { step }) };
  }
}

/** Returns every occurrence after `from`, up to and including `to`, in order: at most one a local day. Two adjoining spans give the same as the whole. */
export function occurrencesBetween(scheduled: Scheduled, from: Instant, to: Instant): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (const occurrence of occurrencesFrom(scheduled, localDate(from, scheduled.zone))) {
    if (occurrence.at > to) break;
    if (occurrence.at > from) found.push(occurrence);
  }
  return found;
}

/** Returns the first occurrence after an instant; undefined if the schedule has ended. */
export function nextOccurrence(scheduled: Scheduled, after: Instant): Occurrence | undefined {
  for (const occurrence of occurrencesFrom(scheduled, localDate(after, scheduled.zone))) {
    if (occurrence.at > after) return occurrence;
  }
  return undefined;
}
