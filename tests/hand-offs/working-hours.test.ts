import { expect, test } from "vitest";
import { afterWorkingHours } from "../../src/hand-offs/decide/working-hours.ts";
import { at, BRUSSELS, holidayOn } from "../nudges/fixtures.ts";

const after = (from: string, hours: number, offset?: string, span = "09:00-17:00") =>
  afterWorkingHours(at(from, offset), hours, BRUSSELS, holidayOn, span);

test.each([
  ["within a day", "2026-11-24 10:00", 4, "2026-11-24 14:00"],
  ["to the last minute of a day", "2026-11-24 13:00", 4, "2026-11-24 17:00"],
  ["over a night", "2026-11-24 16:00", 4, "2026-11-25 12:00"],
  ["from before work begins", "2026-11-24 06:00", 1, "2026-11-24 10:00"],
  ["from after it ended", "2026-11-24 20:00", 1, "2026-11-25 10:00"],
  ["over a weekend", "2026-11-27 16:00", 2, "2026-11-30 10:00"],
  ["from a Sunday", "2026-11-29 12:00", 8, "2026-11-30 17:00"],
  ["over Christmas and a weekend", "2026-12-24 16:00", 2, "2026-12-28 10:00"],
  ["over several days", "2026-11-23 09:00", 72, "2026-12-03 17:00"],
])("counts working hours %s", (_, from, hours, until) => {
  expect(after(from, hours)).toBe(at(until));
});

test("counts working hours by local time when the clocks change", () => {
  expect(after("2026-10-23 16:00", 2, "+02:00")).toBe(at("2026-10-26 10:00"));
});

test.each([
  ["of the workspace's own", "2026-11-24 07:00", 2, "08:00-12:30", "2026-11-24 10:00"],
  ["over a short day", "2026-11-24 12:00", 1, "08:00-12:30", "2026-11-25 08:30"],
  ["of a night", "2026-11-24 23:00", 4, "22:00-06:00", "2026-11-25 03:00"],
  ["of a night that began the day before", "2026-11-25 02:00", 6, "22:00-06:00", "2026-11-26 00:00"],
  ["of a night that ends on a day off", "2026-11-28 01:00", 6, "22:00-06:00", "2026-11-30 23:00"],
])("counts working hours %s", (_, from, hours, span, until) => {
  expect(after(from, hours, undefined, span)).toBe(at(until));
});
