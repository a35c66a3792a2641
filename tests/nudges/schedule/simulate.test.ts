import { describe, expect, it } from "vitest";
import type { Campaign } from "../../../src/model.ts";
import { createLibrary } from "../../../src/nudges/content/library.ts";
import { planCampaign } from "../../../src/nudges/decide/campaign.ts";
import { occurrencesBetween } from "../../../src/nudges/schedule/occurrences.ts";
import { simulate } from "../../../src/nudges/schedule/simulate.ts";
import { CLOSING_STEP } from "../../../src/nudges/types.ts";
import { seededRandom } from "../../../src/text/random.ts";
import { at, entry, holidayOn, pack, subscription } from "../fixtures.ts";

const text = { en: "x" };
const campaign: Campaign = {
  id: "short",
  name: text,
  description: text,
  audience: text,
  steps: [
    { id: "one", day: 1, entry: "a", tip: 0 },
    { id: "two", day: 2, entry: "gone" },
  ],
};
const entries = Array.from({ length: 30 }, (_, number) =>
  entry(number === 0 ? "a" : `e${number}`, number % 2 ? "law" : "practical"),
);
const sources = () => ({ library: createLibrary(pack(entries), [campaign]), holidayOn, random: seededRandom(1) });

/** Enough to cover every weekday, interval, zone and policy. */
const SUBSCRIPTIONS = 120;

describe("a simulated subscription", () => {
  it("lists holidays and clock changes among its nudges, in order", () => {
    const thursdays = subscription({ schedule: { kind: "weekdays", days: [4], time: "09:00" } });
    const events = simulate(thursdays, at("2026-12-16 00:00"), at("2027-03-31 00:00", "+02:00"), sources());
    expect(events.map(({ at: when }) => when)).toEqual(events.map(({ at: when }) => when).sort((one, other) => one - other));
    expect(events.filter(({ kind }) => kind === "holiday").map(({ date }) => date)).toEqual([
      "2026-12-25",
      "2027-01-01",
      "2027-03-29",
    ]);
    expect(events.filter(({ kind }) => kind === "clock-change")).toEqual([
      {
        kind: "clock-change",
        at: Date.parse("2027-03-28T01:00Z"),
        date: "2027-03-28",
        change: { at: Date.parse("2027-03-28T01:00Z"), date: "2027-03-28", from: "02:00", to: "03:00" },
      },
    ]);
  });

  it("has each occurrence of a year once, in many different subscriptions", () => {
    const [from, to] = [at("2026-01-01 00:00"), at("2027-01-01 00:00")];
    const zones = ["Europe/Brussels", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"];
    const library = sources();
    let occurrences = 0;
    for (let number = 0; number < SUBSCRIPTIONS; number++) {
      const interval = { kind: "interval", days: 5 + (number % 20), from: "2026-01-05", time: "02:30" } as const;
      const weekly = { kind: "weekdays", days: [(number % 5) + 1] as (1 | 2 | 3 | 4 | 5)[], time: "09:15" } as const;
      const one = subscription(
        { id: `s${number}`, schedule: number % 2 ? interval : weekly, zone: zones[number % 4] ?? "UTC" },
        { dayOff: number % 3 ? "skip" : "move" },
      );
      const events = simulate(one, from, to, library);
      const settled = events.flatMap((event) => ("occurrence" in event ? [event.occurrence.key] : []));
      const expected = occurrencesBetween(one, from, to).map(({ key }) => key);
      // The last occurrence may have been moved beyond the end.
      const missing = expected.filter((key) => !settled.includes(key));
      expect(new Set(settled).size).toBe(settled.length);
      expect(settled.every((key) => expected.includes(key))).toBe(true);
      expect(missing.every((key) => key === expected.at(-1))).toBe(true);
      occurrences += settled.length;
    }
    expect(occurrences).toBeGreaterThan(40 * SUBSCRIPTIONS);
  }, 120_000);

  it("skips a campaign step whose entry no longer exists, and ends with the closing step", () => {
    const draft = subscription({
      content: { kind: "campaign", campaign: "short" },
      schedule: { kind: "campaign", steps: [], time: "09:00" },
    });
    const now = at("2026-11-16 08:00");
    const started = { ...draft, schedule: planCampaign(campaign, draft, now, holidayOn) };
    const events = simulate(started, now, at("2026-12-31 00:00"), sources()).filter((event) => "occurrence" in event);
    expect(events.map((event) => [event.kind, event.occurrence.step])).toEqual([
      ["nudge", "one"],
      ["skipped", "two"],
      ["closing", CLOSING_STEP],
    ]);
  });
});
