import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextOccurrence, occurrencesBetween } from "../../../src/nudges/schedule/occurrences.ts";
import { addDays, weekdayOf } from "../../../src/nudges/schedule/zoned-time.ts";
import type { Schedule, Weekday } from "../../../src/nudges/types.ts";

const DAY = 86_400_000;
const BRUSSELS = "Europe/Brussels";
const everyDay = (time: string): Schedule => ({ kind: "weekdays", days: [1, 2, 3, 4, 5, 6, 7], time });
const scheduled = (schedule: Schedule, zone = BRUSSELS) => ({ id: "team", schedule, zone });
const instants = (schedule: Schedule, from: string, to: string, zone = BRUSSELS) =>
  occurrencesBetween(scheduled(schedule, zone), Date.parse(from), Date.parse(to)).map(({ at }) => new Date(at).toISOString());

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Returns what a clock in the zone shows, computed in another way than in the code under test. */
function clock(at: number, zone: string): string {
  let format = clocks.get(zone);
  if (format === undefined) {
    const two = "2-digit";
    const fields = { year: "numeric", month: two, day: two, hour: two, minute: two } as const;
    format = new Intl.DateTimeFormat("en-CA-u-hc-h23", { timeZone: zone, ...fields });
    clocks.set(zone, format);
  }
  const parts = format.formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/** Returns what is wrong with the instant of a wall-clock time, or false. */
function wallClockFault(at: number, asked: string, inGap: boolean, zone: string): string | false {
  const shown = clock(at, zone);
  if (inGap) return !(shown > asked && clock(at - 1, zone) < asked) && "the clock did not jump over the asked time here";
  if (shown !== asked) return `the clock shows ${shown}`;
  return [0.5, 1, 2].some((hours) => clock(at - hours * 3_600_000, zone) === shown) && "the second of two";
}

/** The timeout of property tests, in milliseconds, for a busy machine. */
const SLOW_MS = 60_000;

describe("a schedule across Brussels' clock changes", () => {
  it("is still due at nine o'clock local time in October 2026", () => {
    expect(instants(everyDay("09:00"), "2026-10-24T00:00Z", "2026-10-26T22:00Z")).toEqual([
      "2026-10-24T07:00:00.000Z",
      "2026-10-25T08:00:00.000Z",
      "2026-10-26T08:00:00.000Z",
    ]);
  });

  it("is due once, at the first of two, if a time occurs twice", () => {
    expect(instants(everyDay("02:30"), "2026-10-24T22:00Z", "2026-10-25T22:00Z")).toEqual(["2026-10-25T00:30:00.000Z"]);
  });

  it("is due once, right after the gap, if a time does not exist", () => {
    const found = occurrencesBetween(
      scheduled(everyDay("02:30")),
      Date.parse("2027-03-27T22:00Z"),
      Date.parse("2027-03-29T22:00Z"),
    );
    expect(found.map(({ key, at, inGap }) => [key, clock(at, BRUSSELS), inGap])).toEqual([
      ["team/2027-03-28/0230", "2027-03-28T03:00", true],
      ["team/2027-03-29/0230", "2027-03-29T02:30", false],
    ]);
  });
});

describe("a schedule in a zone with unusual days", () => {
  it("is due right after midnight if the gap ends the day", () => {
    expect(instants(everyDay("23:30"), "2025-03-28T12:00Z", "2025-03-31T12:00Z", "America/Nuuk")).toEqual([
      "2025-03-29T01:30:00.000Z",
      "2025-03-30T01:00:00.000Z",
      "2025-03-31T00:30:00.000Z",
    ]);
  });

  it("is not due on a day that the zone skipped", () => {
    const found = occurrencesBetween(
      scheduled(everyDay("12:00"), "Pacific/Apia"),
      Date.parse("2011-12-28"),
      Date.parse("2011-12-31"),
    );
    expect(found.map(({ date }) => date)).toEqual(["2011-12-28", "2011-12-29", "2011-12-31"]);
  });
});

describe("a schedule of each kind", () => {
  it("with an interval counts days from its first day, across clock changes and years", () => {
    const schedule: Schedule = { kind: "interval", days: 10, from: "2026-10-20", time: "08:15" };
    expect(instants(schedule, "2026-10-01T00:00Z", "2026-11-10T00:00Z")).toEqual([
      "2026-10-20T06:15:00.000Z",
      "2026-10-30T07:15:00.000Z",
      "2026-11-09T07:15:00.000Z",
    ]);
    expect(nextOccurrence(scheduled(schedule), Date.parse("2036-10-20T06:15Z"))?.date).toBe("2036-10-27");
  });

  it("of a campaign follows the planned days, and ends with them", () => {
    const steps = [
      { date: "2026-10-01", step: "one" },
      { date: "2026-10-05", step: "two" },
    ];
    const campaign = scheduled({ kind: "campaign", steps, time: "10:00" });
    expect(nextOccurrence(campaign, Date.parse("2026-10-01T08:00Z"))).toMatchObject({ step: "two", key: "team/2026-10-05/1000" });
    expect(nextOccurrence(campaign, Date.parse("2026-10-05T08:00Z"))).toBeUndefined();
  });

  it("without days is never due", () => {
    expect(nextOccurrence(scheduled({ kind: "weekdays", days: [], time: "09:00" }), 0)).toBeUndefined();
    expect(nextOccurrence(scheduled({ kind: "interval", days: 0, from: "2026-01-01", time: "09:00" }), 0)).toBeUndefined();
  });
});

describe("any schedule", () => {
  // All existing zones, and more often those with gaps at midnight or of half an hour, with a skipped day, or with changes around Ramadan.
  const zone = fc.oneof(
    fc.constantFrom(...Intl.supportedValuesOf("timeZone")),
    fc.constantFrom(
      "Europe/Brussels",
      "America/Sao_Paulo",
      "America/Havana",
      "America/Nuuk",
      "Asia/Beirut",
      "Australia/Lord_Howe",
    ),
    fc.constantFrom("Africa/Casablanca", "Pacific/Apia", "Pacific/Kwajalein", "Asia/Tehran", "UTC"),
  );
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
  const weekdays = fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1 });
  const date = fc.integer({ min: 0, max: 60 * 365 }).map((days) => addDays("1990-01-01", days));
  const schedule: fc.Arbitrary<Schedule> = fc.oneof(
    fc.record({ kind: fc.constant("weekdays" as const), days: weekdays, time }),
    fc.record({ kind: fc.constant("interval" as const), days: fc.integer({ min: 1, max: 40 }), from: date, time }),
  );
  const start = fc.integer({ min: Date.parse("1990-01-01"), max: Date.parse("2050-01-01") });
  const span = fc.integer({ min: 0, max: 400 * DAY });

  it(
    "is due in order, at most once a local day, at its wall-clock time except in gaps",
    () => {
      fc.assert(
        fc.property(schedule, zone, start, span, (plan, inZone, from, length) => {
          const found = occurrencesBetween(scheduled(plan, inZone), from, from + length);
          let previous = { at: from, date: "" };
          for (const { at, date: day, time: asked, inGap } of found) {
            const fault =
              (at <= previous.at && "not after the one before") ||
              (day <= previous.date && "twice a day") ||
              (at > from + length && "beyond the span") ||
              (plan.kind === "weekdays" && !plan.days.includes(weekdayOf(day)) && "another weekday") ||
              wallClockFault(at, `${day}T${asked}`, inGap, inZone);
            if (fault) throw new Error(`${day} ${asked} ${inZone}: ${fault}`);
            previous = { at, date: day };
          }
        }),
        { numRuns: 200 },
      );
    },
    SLOW_MS,
  );

  it(
    "has the same occurrences however the period is split",
    () => {
      fc.assert(
        fc.property(
          schedule,
          zone,
          start,
          span,
          fc.double({ min: 0, max: 1, noNaN: true }),
          (plan, inZone, from, length, share) => {
            const between = (start: number, end: number) => occurrencesBetween(scheduled(plan, inZone), start, end);
            const whole = between(from, from + length);
            const occurrence = whole[Math.floor(whole.length * share)];
            for (const middle of [from + Math.floor(length * share), occurrence?.at ?? from]) {
              expect([...between(from, middle), ...between(middle, from + length)]).toEqual(whole);
            }
          },
        ),
        { numRuns: 200 },
      );
    },
    SLOW_MS,
  );

  it(
    "does not miss a day that exists",
    () => {
      fc.assert(
        fc.property(zone, time, start, (inZone, asked, from) => {
          const days = occurrencesBetween(scheduled(everyDay(asked), inZone), from, from + 60 * DAY).map((one) => one.date);
          for (let position = 1; position < days.length; position++) {
            const expected = addDays(days[position - 1] ?? "", 1);
            if (days[position] === expected) continue;
            // The day did not exist in the zone: the clock jumped over it.
            expect(days[position]).toBe(addDays(expected, 1));
            expect(daysShown(inZone, Date.parse(expected))).not.toContain(expected);
          }
          expect(days.length).toBeGreaterThanOrEqual(58);
        }),
        { numRuns: 200 },
      );
    },
    SLOW_MS,
  );
});

/** Returns the dates that the zone's clock showed around a day, hour by hour. */
function daysShown(zone: string, around: number): string[] {
  return Array.from({ length: 96 }, (_, hour) => clock(around + (hour - 36) * 3_600_000, zone).slice(0, 10));
}
