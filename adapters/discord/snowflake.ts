import type { Instant } from "../../src/model.ts";

/** The first moment of Discord's ids, and where their time stands. Source: https://docs.discord.com/developers/reference#snowflakes */
const EPOCH = 1_420_070_400_000;
const TIME_SHIFT = 22n;

/** The id before all those that are given from an instant on. */
export function idBefore(instant: Instant): string {
  return String(BigInt(Math.max(0, instant - EPOCH)) << TIME_SHIFT);
}

/** Sorts by id, which is by time. */
export function byId({ id: one }: { readonly id: string }, { id: other }: { readonly id: string }): number {
  return BigInt(one) < BigInt(other) ? -1 : 1;
}
