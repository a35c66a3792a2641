import { describe, expect, it } from "vitest";
import { MalinoisError } from "../../src/errors.ts";
import { afterFailure, afterSuccess } from "../../src/nudges/failures.ts";
import { checkSubscription, usualWeeklyLimit } from "../../src/nudges/subscription.ts";
import type { Subscription } from "../../src/nudges/types.ts";
import { channel, subscription } from "./fixtures.ts";

function describeError(one: Subscription): string {
  try {
    checkSubscription(one);
    return "none";
  } catch (error) {
    if (!(error instanceof MalinoisError)) throw error;
    expect(error.code).toBe("usage");
    expect(error.fix).not.toBe("");
    return error.message;
  }
}
const weekly = (time: string, days: readonly (1 | 6)[] = [1]) => subscription({ schedule: { kind: "weekdays", days, time } });

describe("a subscription", () => {
  it("with the default send policy is valid", () => {
    expect(describeError(subscription())).toBe("none");
    expect(describeError(subscription({ schedule: { kind: "interval", days: 3, from: "2026-11-21", time: "07:00" } }))).toBe(
      "none",
    );
  });

  it("is refused with the cause if it is invalid", () => {
    expect(describeError(subscription({ id: "a:b" }))).toContain("id");
    expect(describeError(subscription({ id: "x".repeat(21) }))).toContain("id");
    for (const zone of ["Europe/Bruges", "+02:00", ""]) expect(describeError(subscription({ zone }))).toContain("zone");
    for (const time of ["9:00", "24:00", "12:60", "noon"]) expect(describeError(weekly(time))).toContain("time of day");
    for (const time of ["20:00", "23:59", "06:59"]) expect(describeError(weekly(time))).toContain("quiet hours");
    expect(describeError(weekly("09:00", []))).toContain("weekday");
    expect(describeError(weekly("09:00", [6]))).toContain("never working days");
    const interval = (days: number, from: string) => subscription({ schedule: { kind: "interval", days, from, time: "09:00" } });
    for (const days of [0, 1.5, 367, Number.NaN]) expect(describeError(interval(days, "2026-11-16"))).toContain("number of days");
    for (const from of ["2026-02-30", "tomorrow", "2026-1-1"]) expect(describeError(interval(3, from))).toContain("not a date");
    expect(describeError(interval(14, "2026-11-21"))).toContain("never working days");
    expect(describeError(subscription({ content: { kind: "pack", areas: [], kinds: ["tip"] } }))).toContain("area");
    expect(describeError(subscription({ content: { kind: "pack", areas: "all", kinds: [] } }))).toContain("Nothing");
    expect(describeError(subscription({ content: { kind: "campaign", campaign: "x" } }))).toContain("campaign");
    expect(describeError(subscription({}, { region: "BE-XXX" }))).toContain("region");
    expect(describeError(subscription({}, { weeklyLimit: 0 }))).toContain("limit");
    expect(describeError(subscription({}, { workingDays: [] }))).toContain("working day");
    const quiz = { ...subscription().quiz, leaderboard: true };
    expect(describeError(subscription({ quiz }))).toContain("names");
  });

  it("has a default weekly limit that its schedule fits into", () => {
    expect(usualWeeklyLimit({ kind: "weekdays", days: [1, 2, 3, 4, 5], time: "09:00" })).toBe(5);
    expect(usualWeeklyLimit({ kind: "weekdays", days: [1], time: "09:00" })).toBe(3);
    expect(usualWeeklyLimit({ kind: "interval", days: 1, from: "2026-01-01", time: "09:00" })).toBe(7);
  });
});

describe("a delivery that the platform refuses", () => {
  it("pauses the subscription if the channel is gone or forbids posting, and is reported once", () => {
    for (const kind of ["gone", "forbidden"] as const) {
      const first = afterFailure(subscription(), kind, 5);
      expect(first).toEqual({
        subscription: { ...subscription(), failure: { kind, since: 5 }, pause: { reason: kind } },
        report: true,
      });
      expect(afterFailure(first.subscription, kind, 9)).toMatchObject({ report: false, subscription: { failure: { since: 5 } } });
    }
  });

  it("is sent to the fallback if it is a direct message, and reported once until a delivery succeeds", () => {
    const direct = subscription({ place: { ...channel, private: true }, fallback: channel });
    const first = afterFailure(direct, "undeliverable", 5);
    expect(first).toMatchObject({ sendTo: channel, report: true });
    expect(first.subscription).not.toHaveProperty("pause");
    expect(afterFailure(first.subscription, "undeliverable", 6)).toMatchObject({ sendTo: channel, report: false });
    expect(afterSuccess(first.subscription)).toEqual(direct);
    expect(afterFailure(afterSuccess(first.subscription), "undeliverable", 7).report).toBe(true);
  });

  it("pauses the subscription if it is a direct message without a fallback", () => {
    const direct = subscription({ place: { ...channel, private: true } });
    const outcome = afterFailure(direct, "undeliverable", 5);
    expect(outcome.subscription.pause).toEqual({ reason: "undeliverable" });
    expect(outcome).not.toHaveProperty("sendTo");
  });
});
