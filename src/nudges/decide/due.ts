/** Decides which occurrences since the last look are sent, skipped or held: the heart of scheduling. */
import type { Instant } from "../../model.ts";
import type { HolidayOn } from "../schedule/holidays.ts";
import { localDate, weekOf } from "../schedule/zoned-time.ts";
import { isResting } from "../subscription.ts";
import type { DueNudge, SkippedNudge, SkipReason, Subscription } from "../types.ts";
import { afterQuietHours, type PlannedOccurrence, plannedAfter, restOn } from "./send-policy.ts";

/** How late an occurrence is still sent that fell due while Malinois was down, in ms. */
export const LATEST_MS = 24 * 60 * 60 * 1000;

/** How far back deliveries count, in ms: longer than any week, even one with 25 hours on its Sunday. */
export const RECENT_MS = 8 * 24 * 60 * 60 * 1000;

export interface DueFacts {
  readonly holidayOn: HolidayOn;
  /** When nudges were sent to the place by any subscription: at least those of the last {@link RECENT_MS}. */
  readonly sentToPlace: readonly Instant[];
}

export interface Look {
  /** At most one: a place never gets two nudges at once. */
  readonly send?: DueNudge;
  readonly skipped: readonly SkippedNudge[];
  /** The `since` of the next look. Lies before an occurrence that is held until the end of quiet hours. */
  readonly lookedUntil: Instant;
  /** When to look again; absent when nothing will fall due. */
  readonly nextDueAt?: Instant;
}

/**
 * Returns when to look at the next occurrence after an instant, whether that will be sent or skipped; undefined if there is none, or if the subscription
 * is paused until somebody resumes it. The cost does not grow with the time that has passed or with other subscriptions, so the store is indexed by it.
 */
export function nextDueAt(subscription: Subscription, after: Instant, holidayOn: HolidayOn): Instant | undefined {
  const { pause } = subscription;
  if (pause !== undefined && pause.until === undefined) return undefined;
  const from = Math.max(after, pause?.until ?? after);
  return plannedAfter(subscription, from, holidayOn).next().value?.at;
}

/** Returns when the next nudge will be sent, as far as can be known. Unlike {@link nextDueAt}, it passes over occurrences that will be skipped. */
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

/** How many skipped occurrences are passed over: more than any series of days off skips. */
const MOST_SKIPPED = 60;

/**
 * Decides what fell due after `since` and up to `now`. The latest occurrence is sent if it is at most {@link LATEST_MS} late, outside quiet hours
 * and days off, and within the weekly limit. In quiet hours it is held. All others are skipped, with their reason. Looking twice at the same
 * span gives the same occurrence keys, so a ledger that is unique by key makes a repeated look harmless. If the clock was set back (`now`
 * before `since`), nothing is due.
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

/** Returns why an occurrence cannot be sent at the earliest moment outside quiet hours; undefined if it can. */
function refusal(subscription: Subscription, dueAt: Instant, earliest: Instant, facts: DueFacts): SkipReason | undefined {
  const day = localDate(earliest, subscription.zone);
  if (earliest - dueAt > LATEST_MS || restOn(subscription, day, facts.holidayOn) !== undefined) return "too-late";
  const week = weekOf(day);
  const recent = facts.sentToPlace.filter((at) => at > earliest - RECENT_MS);
  const sent = recent.filter((at) => weekOf(localDate(at, subscription.zone)) === week).length;
  return sent >= subscription.sendPolicy.weeklyLimit ? "weekly-limit" : undefined;
}
