import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Look, look, nextDueAt } from "../../../src/nudges/decide/due.ts";
import { occurrencesBetween } from "../../../src/nudges/schedule/occurrences.ts";
import { localDate, localDateTime, weekOf } from "../../../src/nudges/schedule/zoned-time.ts";
import { isQuiet, resume, snooze } from "../../../src/nudges/subscription.ts";
import type { Subscription, Weekday } from "../../../src/nudges/types.ts";
import { at, DAY, HOUR, holidayOn, keysOf, subscription } from "../fixtures.ts";

const facts: Parameters<typeof look>[3] = { holidayOn, sentToPlace: [] };
const outcome = ({ send, skipped }: Look) => ({
  sent: send?.occurrence.key,
  skipped: skipped.map(({ occurrence, reason }) => `${occurrence.date} ${reason}`),
});
const daily = (sendPolicy = {}) =>
  subscription({ schedule: { kind: "weekdays", days: [1, 2, 3, 4, 5, 6, 7], time: "09:00" } }, { weeklyLimit: 7, ...sendPolicy });

/** The timeout of property tests, in milliseconds, for a busy machine. */
const SLOW_MS = 60_000;

describe("looking for due nudges", () => {
  const team = subscription();

  it("sends on time, and reports when to look again", () => {
    const found = look(team, at("2026-11-16 08:59"), at("2026-11-16 09:00"), facts);
    expect(found).toEqual({
      send: { occurrence: expect.objectContaining({ key: "team/2026-11-16/0900" }), dueAt: at("2026-11-16 09:00"), lateBy: 0 },
      skipped: [],
      lookedUntil: at("2026-11-16 09:00"),
      nextDueAt: at("2026-11-19 09:00"),
    });
  });

  it("finds nothing too early, and nothing twice", () => {
    expect(outcome(look(team, at("2026-11-15 09:00"), at("2026-11-16 09:00") - 1, facts)).sent).toBeUndefined();
    expect(outcome(look(team, at("2026-11-16 09:00"), at("2026-11-16 10:00"), facts)).sent).toBeUndefined();
  });

  it("sends late what was due within the last day, and skips what is older", () => {
    const late = look(team, at("2026-11-16 08:00"), at("2026-11-16 19:30"), facts);
    expect(late.send?.lateBy).toBe(10.5 * HOUR);
    expect(outcome(look(team, at("2026-11-12 08:00"), at("2026-11-17 09:00"), facts))).toEqual({
      sent: "team/2026-11-16/0900",
      skipped: ["2026-11-12 too-late"],
    });
    expect(outcome(look(team, at("2026-11-12 08:00"), at("2026-11-17 09:00") + 1, facts))).toEqual({
      sent: undefined,
      skipped: ["2026-11-12 too-late", "2026-11-16 too-late"],
    });
  });

  it("never sends two at once", () => {
    expect(outcome(look(daily(), at("2026-11-16 08:00"), at("2026-11-17 09:00"), facts))).toEqual({
      sent: "team/2026-11-17/0900",
      skipped: ["2026-11-16 superseded"],
    });
  });

  it("keeps a late nudge until quiet hours end", () => {
    const night = look(team, at("2026-11-16 08:00"), at("2026-11-16 22:00"), facts);
    expect(night).toEqual({
      skipped: [],
      lookedUntil: at("2026-11-16 09:00") - 1,
      nextDueAt: at("2026-11-17 07:00"),
    });
    const morning = look(team, night.lookedUntil, at("2026-11-17 07:00"), facts);
    expect(outcome(morning).sent).toBe("team/2026-11-16/0900");
  });

  it("does not keep a nudge for more than a day, and does not send late on a day off", () => {
    const early = subscription(
      { schedule: { kind: "weekdays", days: [1], time: "07:00" } },
      { quietHours: { from: "20:00", to: "07:30" } },
    );
    expect(outcome(look(early, at("2026-11-16 06:00"), at("2026-11-17 06:00"), facts)).skipped).toEqual(["2026-11-16 too-late"]);
    const fridays = subscription({ schedule: { kind: "weekdays", days: [5], time: "09:00" } });
    expect(outcome(look(fridays, at("2026-11-13 08:00"), at("2026-11-14 08:00"), facts)).skipped).toEqual([
      "2026-11-13 too-late",
    ]);
  });

  it("does not exceed the weekly limit of the place from Monday to Sunday", () => {
    const limited = subscription({}, { weeklyLimit: 2 });
    const sent = (...days: string[]) => ({ holidayOn, sentToPlace: days.map((day) => at(`${day} 10:00`)) });
    const thursday = (known: typeof facts) => outcome(look(limited, at("2026-11-19 08:00"), at("2026-11-19 09:00"), known));
    expect(thursday(sent("2026-11-15", "2026-11-17")).sent).toBe("team/2026-11-19/0900");
    expect(thursday(sent("2026-11-16", "2026-11-18"))).toEqual({ sent: undefined, skipped: ["2026-11-19 weekly-limit"] });
  });

  it("finds nothing after the clock was set back, and continues from there", () => {
    const found = look(team, at("2026-11-16 09:00"), at("2026-11-16 08:30"), facts);
    expect(found).toEqual({ skipped: [], lookedUntil: at("2026-11-16 08:30"), nextDueAt: at("2026-11-16 09:00") });
  });
});

describe("nudges on holidays and days off", () => {
  const wednesdays = (dayOff: "skip" | "move" | "send") =>
    subscription({ schedule: { kind: "weekdays", days: [3], time: "09:00" } }, { dayOff });
  const aroundArmistice = (one: Subscription) => look(one, at("2026-11-11 00:00"), at("2026-11-12 09:00"), facts);

  it("are skipped, with the reason", () => {
    expect(outcome(aroundArmistice(wednesdays("skip"))).skipped).toEqual(["2026-11-11 holiday"]);
    expect(outcome(look(daily(), at("2026-11-14 00:00"), at("2026-11-15 10:00"), facts)).skipped).toEqual([
      "2026-11-14 day-off",
      "2026-11-15 day-off",
    ]);
  });

  it("are moved to the next working day, with the key of their original day", () => {
    const moving = wednesdays("move");
    expect(nextDueAt(moving, at("2026-11-10 00:00"), holidayOn)).toBe(at("2026-11-12 09:00"));
    expect(outcome(aroundArmistice(moving))).toEqual({ sent: "team/2026-11-11/0900", skipped: [] });
  });

  it("are merged if the day to which they are moved has its own nudge", () => {
    const moving = daily({ dayOff: "move" });
    const found = look(moving, at("2026-11-13 10:00"), at("2026-11-16 09:00"), facts);
    expect(outcome(found)).toEqual({
      sent: "team/2026-11-16/0900",
      skipped: ["2026-11-14 merged", "2026-11-15 merged"],
    });
  });

  it("are sent on holidays of other regions, and if the policy is to send anyway", () => {
    const flemish = subscription(
      { schedule: { kind: "weekdays", days: [7], time: "09:00" } },
      { workingDays: [7], region: "BE-VLG" },
    );
    const walloon = { ...flemish, sendPolicy: { ...flemish.sendPolicy, region: "BE-WAL" } };
    const feast = [at("2027-07-11 08:00", "+02:00"), at("2027-07-11 09:00", "+02:00")] as const;
    expect(outcome(look(flemish, ...feast, facts)).skipped).toEqual(["2027-07-11 holiday"]);
    expect(outcome(look(walloon, ...feast, facts)).sent).toBe("team/2027-07-11/0900");
    expect(outcome(look(wednesdays("send"), at("2026-11-11 08:00"), at("2026-11-11 09:00"), facts)).sent).toBe(
      "team/2026-11-11/0900",
    );
  });
});

describe("a pause of nudges", () => {
  it("records what it skipped, and ends by itself", () => {
    const paused = snooze(subscription(), 7, at("2026-11-16 10:00"));
    expect(paused.pause).toEqual({ until: at("2026-11-24 00:00"), reason: "snoozed" });
    expect(nextDueAt(paused, at("2026-11-16 10:00"), holidayOn)).toBe(at("2026-11-26 09:00"));
    expect(outcome(look(paused, at("2026-11-16 10:00"), at("2026-11-26 09:00"), facts))).toEqual({
      sent: "team/2026-11-26/0900",
      skipped: ["2026-11-19 paused", "2026-11-23 paused"],
    });
  });

  it("without an end lasts until somebody resumes them", () => {
    const paused = subscription({ pause: { reason: "asked" }, failure: { kind: "gone", since: 0 } });
    expect(nextDueAt(paused, at("2026-11-16 10:00"), holidayOn)).toBeUndefined();
    expect(look(paused, at("2026-11-16 08:00"), at("2026-11-16 09:00"), facts)).not.toHaveProperty("send");
    expect(nextDueAt(resume(paused), at("2026-11-16 10:00"), holidayOn)).toBe(at("2026-11-19 09:00"));
    expect(resume(paused)).not.toHaveProperty("failure");
  });
});

describe("any subscription", () => {
  const anySubscription = fc
    .record({
      days: fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1 }),
      every: fc.integer({ min: 1, max: 12 }),
      weekly: fc.boolean(),
      time: fc.constantFrom("02:30", "07:00", "09:00", "12:45", "19:59", "23:30"),
      dayOff: fc.constantFrom("skip" as const, "move" as const, "send" as const),
      quiet: fc.boolean(),
      zone: fc.constantFrom("Europe/Brussels", "America/New_York", "America/Nuuk", "Pacific/Auckland"),
      weeklyLimit: fc.integer({ min: 1, max: 7 }),
    })
    .map(({ days, every, weekly, time, dayOff, quiet, zone, weeklyLimit }) => {
      const schedule = weekly
        ? ({ kind: "weekdays", days, time } as const)
        : ({ kind: "interval", days: every, from: "2026-01-05", time } as const);
      const { quietHours, ...sendPolicy } = subscription({}, { dayOff, weeklyLimit }).sendPolicy;
      return subscription({ schedule, zone, sendPolicy: quiet && quietHours ? { ...sendPolicy, quietHours } : sendPolicy });
    });
  // Times between two looks, from a second to days of downtime.
  const waits = fc.array(
    fc.oneof(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 1, max: DAY }), fc.integer({ min: 1, max: 9 * DAY })),
    {
      minLength: 20,
      maxLength: 60,
    },
  );

  it(
    "settles each occurrence once, at most a day late, within the weekly limit and outside quiet hours",
    () => {
      fc.assert(
        fc.property(anySubscription, waits, (one, gaps) => {
          const start = at("2026-10-10 00:00");
          const settled: string[] = [];
          const sentToPlace: number[] = [];
          let since = start;
          let now = start;
          for (const gap of gaps) {
            now += gap;
            const found = look(one, since, now, { holidayOn, sentToPlace });
            for (const { occurrence } of found.skipped) settled.push(occurrence.key);
            if (found.send) {
              expect(found.send.lateBy).toBeLessThanOrEqual(DAY);
              settled.push(found.send.occurrence.key);
              sentToPlace.push(now);
              const { date, time } = localDateTime(now, one.zone);
              const { quietHours, weeklyLimit } = one.sendPolicy;
              expect(quietHours !== undefined && isQuiet(time, quietHours)).toBe(false);
              const sameWeek = sentToPlace.filter((sent) => weekOf(localDate(sent, one.zone)) === weekOf(date));
              expect(sameWeek.length).toBeLessThanOrEqual(weeklyLimit);
            }
            since = found.lookedUntil;
            expect(found.nextDueAt ?? Number.POSITIVE_INFINITY).toBeGreaterThan(now);
          }
          expect(new Set(settled).size).toBe(settled.length);
          // Only occurrences that fell due are settled (some were moved here from before the start), and all that fell due long enough ago are.
          const due = keysOfSpan(one, start - 14 * DAY, now);
          const old = keysOfSpan(one, start, now - 12 * DAY);
          expect(settled.filter((key) => !due.includes(key))).toEqual([]);
          expect(old.filter((key) => !settled.includes(key))).toEqual([]);
        }),
        { numRuns: 150 },
      );
    },
    SLOW_MS,
  );

  it(
    "is looked at exactly when there is something to settle",
    () => {
      fc.assert(
        fc.property(anySubscription, fc.integer({ min: 0, max: 400 * DAY }), (one, offset) => {
          const after = at("2026-10-10 00:00") + offset;
          const next = nextDueAt(one, after, holidayOn);
          if (next === undefined) return;
          const before = look(one, after, next - 1, facts);
          const then = look(one, after, next, facts);
          expect([before.send, before.skipped]).toEqual([undefined, []]);
          const settled = [...keysOf(then.skipped), ...(then.send ? [then.send.occurrence.key] : [])];
          expect(settled.length === 1 || then.lookedUntil < next).toBe(true);
        }),
        { numRuns: 150 },
      );
    },
    SLOW_MS,
  );

  it("takes only a few lookups to plan, even after thirty years", () => {
    let asked = 0;
    const counting = (region: string, date: string) => {
      asked++;
      return holidayOn(region, date);
    };
    nextDueAt(subscription(), at("2056-11-16 10:00"), counting);
    expect(asked).toBeLessThan(20);
  });
});

function keysOfSpan(one: Subscription, from: number, to: number): string[] {
  return occurrencesBetween(one, from, to).map(({ key }) => key);
}
