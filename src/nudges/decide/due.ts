/** What is to be sent, left out or held since the last look: the heart of scheduling. */
import type { Instant } from "../../model.ts";
import type { HolidayOn } from "../schedule/holidays.ts";
import { localDate, weekOf } from "../schedule/zoned-time.ts";
import { isResting } from "../subscription.ts";
import type { DueNudge, SkippedNudge, SkipReason, Subscription } from "../types.ts";
import { afterQuietHours, type PlannedOccurrence, plannedAfter, restOn } from "./send-policy.ts";

/** What fell due while Malinois was down is sent up to this late. */
export const LATEST_MS = 24 * 60 * 60 * 1000;

/** Longer than any week, the one with 25 hours on its Sunday included. */
export const RECENT_MS = 8 * 24 * 60 * 60 * 1000;

export interface DueFacts {
  readonly holidayOn: HolidayOn;
  /** When nudges were sent to the place, by whatever subscription: at least those of the last {@link RECENT_MS}. */
  readonly sentToPlace: readonly Instant[];
}

export interface Look {
  /** At most one: a place never gets two nudges at once. */
  readonly send?: DueNudge;
  readonly skipped: readonly SkippedNudge[];
  /** The `since` of the next look. Lies before an occurrence that waits for the end of quiet hours. */
  readonly lookedUntil: Instant;
  /** When to look again; absent when nothing will fall due. */
  readonly nextDueAt?: Instant;
}

/**
 * When the next occurrence after an instant is to be looked at, whether it will be sent or left out; undefined when there is none or the
 * subscription rests until somebody resumes it. Its cost does not grow with time passed or with other subscriptions: index the store by it.
 */
export function nextDueAt(subscription: Subscription, after: Instant, holidayOn: HolidayOn): Instant | undefined {
  const { pause } = subscription;
  if (pause !== undefined && pause.until === undefined) return undefined;
  const from = Math.max(after, pause?.until ?? after);
  return plannedAfter(subscription, from, holidayOn).next().value?.at;
}

/** When the next nudge comes, as far as it can be known: unlike {@link nextDueAt}, not the next that will be left out. */
export function nextSendAt(subscription: Subscription, after: Instant, holidayOn: HolidayOn): Instant | undefined {
  const { pause } = subscription;
  if (pause !== undefined && pause.until === undefined) return undefined;
  let looked = 0;
  for (const { at, skip } of plannedAfter(subscription, Math.max(after, pause?.until ?? after), holidayOn)) {
    if (skip === undefined) return at;
    looked += 1;
    if (looked > MOST_SKIPPED) return undefined;
  }
  return undefined;
}

/** More occurrences in a row than any run of days off takes. */
const MOST_SKIPPED = 60;

/**
 * Sorts what fell due after `since` and up to `now`. The latest occurrence is sent if it is at most {@link LATEST_MS} late, outside quiet hours
 * and days off, and within the weekly limit; in quiet hours it is held; all others are skipped with their reason. Looking twice at the same
 * span gives the same occurrence keys, so a ledger that is unique by key makes a repeated look harmless. A clock that was put back (`now`
 * before `since`) gives nothing due.
 */
export function look(subscription: Subscription, since: Instant, now: Instant, facts: DueFacts): Look {
  const skipped: SkippedNudge[] = [];
  const candidates: PlannedOccurrence[] = [];
  for (const planned of now > since ? plannedAfter(subscription, since, facts.holidayOn) : []) {
    if (planned.at > now) break;
    const reason = planned.skip ?? (isResting(subscription, planned.at) ? "paused" : undefined);
    if (reason === undefined) candidates.push(planned);
    else skipped.push({ occurrence: planned.occurrence, reason });
  }
  const latest = candidates.pop();
  for (const { occurrence, at } of candidates) {
    skipped.push({ occurrence, reason: now - at > LATEST_MS ? "too-late" : "superseded" });
  }
  const next = nextDueAt(subscription, now, facts.holidayOn);
  const done = { skipped, lookedUntil: now, ...(next === undefined ? {} : { nextDueAt: next }) };
  if (latest === undefined) return done;

  const { occurrence, at: dueAt } = latest;
  const earliest = afterQuietHours(subscription, now);
  const reason = refusal(subscription, dueAt, earliest, facts);
  if (reason !== undefined) return { ...done, skipped: [...skipped, { occurrence, reason }] };
  if (earliest > now) return { skipped, lookedUntil: Math.max(since, dueAt - 1), nextDueAt: earliest };
  return { ...done, send: { occurrence, dueAt, lateBy: now - dueAt } };
}

/** Why an occurrence cannot go at the earliest polite moment. */
function refusal(subscription: Subscription, dueAt: Instant, earliest: Instant, facts: DueFacts): SkipReason | undefined {
  const day = localDate(earliest, subscription.zone);
  if (earliest - dueAt > LATEST_MS || restOn(subscription, day, facts.holidayOn) !== undefined) return "too-late";
  const week = weekOf(day);
  const recent = facts.sentToPlace.filter((at) => at > earliest - RECENT_MS);
  const sent = recent.filter((at) => weekOf(localDate(at, subscription.zone)) === week).length;
  return sent >= subscription.sendPolicy.weeklyLimit ? "weekly-limit" : undefined;
}
