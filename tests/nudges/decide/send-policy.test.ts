import { describe, expect, it } from "vitest";
import { afterQuietHours, plannedAfter, politeMoment } from "../../../src/nudges/decide/send-policy.ts";
import type { SendPolicy } from "../../../src/nudges/types.ts";
import { at, holidayOn, subscription } from "../fixtures.ts";

const polite = (sendPolicy: Partial<SendPolicy> = {}) =>
  subscription({}, { quietHours: { from: "20:00", to: "07:00" }, ...sendPolicy });

describe("quiet hours", () => {
  it("end the next morning if it is evening, and the same morning if it is night", () => {
    expect(afterQuietHours(polite(), at("2026-11-16 20:00"))).toBe(at("2026-11-17 07:00"));
    expect(afterQuietHours(polite(), at("2026-11-17 02:00"))).toBe(at("2026-11-17 07:00"));
    expect(afterQuietHours(polite(), at("2026-11-17 07:00"))).toBe(at("2026-11-17 07:00"));
    expect(afterQuietHours(polite(), at("2026-11-16 19:59"))).toBe(at("2026-11-16 19:59"));
  });
});

describe("a polite moment", () => {
  it("is the same time on the next working day, after its quiet hours", () => {
    expect(politeMoment(polite(), at("2026-11-14 10:30"), holidayOn)).toBe(at("2026-11-16 10:30"));
    expect(politeMoment(polite(), at("2026-11-14 06:00"), holidayOn)).toBe(at("2026-11-16 07:00"));
    expect(politeMoment(polite(), at("2026-11-16 10:30"), holidayOn)).toBe(at("2026-11-16 10:30"));
  });

  it("is not on a day off that the quiet hours of the evening before lead to", () => {
    expect(politeMoment(polite(), at("2026-11-13 20:30"), holidayOn)).toBe(at("2026-11-16 07:00"));
    expect(politeMoment(polite(), at("2026-12-24 23:00"), holidayOn)).toBe(at("2026-12-28 07:00"));
    expect(politeMoment(polite({ dayOff: "send" }), at("2026-11-13 20:30"), holidayOn)).toBe(at("2026-11-14 07:00"));
  });

  it("keeps the seconds of a moment that needs no change", () => {
    const moment = at("2026-11-16 10:30") + 12_345;
    expect(politeMoment(polite(), moment, holidayOn)).toBe(moment);
  });
});

describe("a nudge on a day off that is to be moved", () => {
  const saturdays = (sendPolicy: Partial<SendPolicy> = {}) =>
    subscription({ schedule: { kind: "weekdays", days: [6], time: "09:00" } }, { dayOff: "move", ...sendPolicy });
  const first = (sendPolicy: Partial<SendPolicy> = {}) =>
    plannedAfter(saturdays(sendPolicy), at("2026-11-13 12:00"), holidayOn).next().value;

  it("is moved to the day after all consecutive days off", () => {
    expect(first()).toMatchObject({ occurrence: { date: "2026-11-14" }, at: at("2026-11-16 09:00") });
  });

  it("is skipped if there are no working days", () => {
    expect(first({ workingDays: [] })).toMatchObject({ at: at("2026-11-14 09:00"), skip: "day-off" });
  });
});
