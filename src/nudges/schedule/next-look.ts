/** Computes when to look at a subscription after somebody changed it. */
import type { Instant } from "../../model.ts";
import { nextDueAt } from "../decide/due.ts";
import type { NextLook } from "../ports.ts";
import type { Subscription } from "../types.ts";
import type { HolidayOn } from "./holidays.ts";

/**
 * Returns the next look, which covers what falls due after `lookedUntil`; what fell due before is not sent. When a subscription is paused, callers pass the
 * `lookedUntil` that it had, so that the occurrences that the pause skips are recorded.
 */
export function nextLookFrom(subscription: Subscription, lookedUntil: Instant, holidayOn: HolidayOn): NextLook {
  const next = nextDueAt(subscription, lookedUntil, holidayOn);
  return { lookedUntil, ...(next === undefined ? {} : { nextDueAt: next }) };
}
