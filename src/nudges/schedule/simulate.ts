/** Simulates a subscription over a span of time, without the effects of quiz answers, to see what would happen before anything is sent. */
import type { Instant, Translated } from "../../model.ts";
import type { NudgeLibrary } from "../content/library.ts";
import { chooseNudge } from "../decide/choice.ts";
import { look, nextDueAt } from "../decide/due.ts";
import { CLOSING_STEP, type LocalDate, type Nudge, type Occurrence, type SkipReason, type Subscription } from "../types.ts";
import type { HolidayOn } from "./holidays.ts";
import { addDays, type ClockChange, clockChangesBetween, instantAt, localDate } from "./zoned-time.ts";

export type SimulatedEvent = { readonly at: Instant; readonly date: LocalDate } & (
  | { readonly kind: "nudge"; readonly occurrence: Occurrence; readonly nudge: Nudge }
  | { readonly kind: "closing"; readonly occurrence: Occurrence }
  | { readonly kind: "skipped"; readonly occurrence: Occurrence; readonly reason: SkipReason }
  | { readonly kind: "holiday"; readonly name: Translated }
  | { readonly kind: "clock-change"; readonly change: ClockChange }
);

export interface SimulationSources {
  readonly holidayOn: HolidayOn;
  readonly library: NudgeLibrary;
  /** Returns a random number n: 0 ≤ n < 1. */
  readonly random: () => number;
}

/** Returns everything that happens after `from`, up to and including `to`, in order of time: each occurrence once, holidays and clock changes. */
export function simulate(
  subscription: Subscription,
  from: Instant,
  to: Instant,
  sources: SimulationSources,
): readonly SimulatedEvent[] {
  const events = [
    ...holidaysBetween(subscription, from, to, sources.holidayOn),
    ...clockChangesBetween(subscription.zone, from, to).map(
      (change): SimulatedEvent => ({ kind: "clock-change", at: change.at, date: change.date, change }),
    ),
    ...occurrencesOf(subscription, from, to, sources),
  ];
  return events.sort((one, other) => one.at - other.at);
}

/** Calls {@link look} each time something falls due, as the running bot does. */
function occurrencesOf(
  subscription: Subscription,
  from: Instant,
  to: Instant,
  sources: SimulationSources,
): readonly SimulatedEvent[] {
  const { holidayOn, library, random } = sources;
  const events: SimulatedEvent[] = [];
  const timesShown = new Map<string, number>();
  const sentToPlace: Instant[] = [];
  let last: string | undefined;
  let since = from;
  let now = nextDueAt(subscription, from, holidayOn);
  while (now !== undefined && now <= to) {
    const { send, skipped, lookedUntil, nextDueAt: next } = look(subscription, since, now, { holidayOn, sentToPlace });
    for (const { occurrence, reason } of skipped) {
      events.push({ kind: "skipped", at: occurrence.at, date: occurrence.date, occurrence, reason });
    }
    if (send !== undefined) {
      const { occurrence } = send;
      const history = { timesShown, ...(last === undefined ? {} : { last }), answers: new Map(), reviews: [] };
      const nudge = chooseNudge(subscription, occurrence, library, history, random);
      const when = { at: now, date: localDate(now, subscription.zone), occurrence };
      if (nudge !== undefined) events.push({ kind: "nudge", ...when, nudge });
      else if (occurrence.step === CLOSING_STEP) events.push({ kind: "closing", ...when });
      else events.push({ kind: "skipped", ...when, reason: "nothing-to-say" });
      if (nudge !== undefined) {
        last = nudge.item;
        timesShown.set(last, (timesShown.get(last) ?? 0) + 1);
      }
      if (nudge !== undefined || occurrence.step === CLOSING_STEP) sentToPlace.push(now);
    }
    since = lookedUntil;
    now = next;
  }
  return events;
}

function holidaysBetween(
  { zone, sendPolicy }: Subscription,
  from: Instant,
  to: Instant,
  holidayOn: HolidayOn,
): readonly SimulatedEvent[] {
  const events: SimulatedEvent[] = [];
  if (sendPolicy.region === undefined) return events;
  const end = localDate(to, zone);
  for (let date = localDate(from + 1, zone); date <= end; date = addDays(date, 1)) {
    const name = holidayOn(sendPolicy.region, date);
    if (name !== undefined) events.push({ kind: "holiday", at: instantAt(date, "00:00", zone)?.at ?? from, date, name });
  }
  return events;
}
