/** When a subscription is to be looked at after somebody changed it. */
import type { Instant } from "../../model.ts";
import { nextDueAt } from "../decide/due.ts";
import type { NextLook } from "../ports.ts";
import type { Subscription } from "../types.ts";
import type { HolidayOn } from "./holidays.ts";

/** From an instant on; what fell due before it is over. Pauses look from where they were, so that what they leave out is noted. */
export function nextLookFrom(subscription: Subscription, lookedUntil: Instant, holidayOn: HolidayOn): NextLook {
  const next = nextDueAt(subscription, lookedUntil, holidayOn);
  return { lookedUntil, ...(next === undefined ? {} : { nextDueAt: next }) };
}
