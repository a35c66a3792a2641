import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Campaign } from "../../../src/model.ts";
import { openQuiz } from "../../../src/nudges/content/quiz.ts";
import { campaignProgress, campaignSummary, planCampaign } from "../../../src/nudges/decide/campaign.ts";
import { weekdayOf, weekOf } from "../../../src/nudges/schedule/zoned-time.ts";
import { CLOSING_STEP, type Delivery, type Subscription } from "../../../src/nudges/types.ts";
import { at, channel, holidayOn, subscription } from "../fixtures.ts";

const text = { en: "x" };
const started = (...days: number[]): Campaign => ({
  id: "ten",
  name: text,
  description: text,
  audience: text,
  steps: days.map((day) => ({ id: `s${day}`, day, entry: "e", ...(day % 2 === 0 ? { quiz: 0 } : {}) })),
});
const october: Campaign = { ...started(1, 10, 20, 30), period: { from: "10-01", to: "10-31" } };
const team = (limit = 5, dayOff: "skip" | "send" = "skip"): Subscription =>
  subscription(
    { content: { kind: "campaign", campaign: "ten" }, schedule: { kind: "campaign", steps: [], time: "09:00" } },
    { weeklyLimit: limit, dayOff },
  );
const days = (campaign: Campaign, one: Subscription, now: number, done?: ReadonlySet<string>) =>
  planCampaign(campaign, one, now, holidayOn, done && { done }).steps.map(({ date, step }) => `${date} ${step}`);

describe("the plan of a started campaign", () => {
  it("begins today if its time has not passed yet, otherwise tomorrow", () => {
    expect(days(started(1), team(), at("2026-11-16 08:59"))[0]).toBe("2026-11-16 s1");
    expect(days(started(1), team(), at("2026-11-16 09:00"))[0]).toBe("2026-11-17 s1");
  });

  it("puts each step on its day or the next working day, one a day, and the closing step after the last", () => {
    expect(days(started(1, 2, 3, 4, 5), team(), at("2026-11-05 08:00"))).toEqual([
      "2026-11-05 s1",
      "2026-11-06 s2",
      "2026-11-09 s3",
      "2026-11-10 s4",
      // 11 November is Armistice Day.
      "2026-11-12 s5",
      "2026-11-13 closing",
    ]);
  });

  it("does not exceed the weekly limit", () => {
    const planned = days(started(1, 2, 3, 4), team(2), at("2026-11-16 08:00"));
    expect(planned.map((day) => day.slice(5, 10))).toEqual(["11-16", "11-17", "11-23", "11-24", "11-30"]);
  });

  it("continues after a pause with the steps that were not sent, at the same intervals as before", () => {
    const rest = days(started(1, 3, 5, 7), team(5, "send"), at("2026-12-07 08:00"), new Set(["s1", "s3"]));
    expect(rest).toEqual(["2026-12-07 s5", "2026-12-09 s7", "2026-12-10 closing"]);
  });

  it("has any steps in order, on working days, one a day and within the weekly limit", () => {
    const anyDays = fc
      .array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 })
      .map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(anyDays, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 700 }), (list, limit, offset) => {
        const campaign = { ...started(), steps: list.map((day, number) => ({ id: `n${number}`, day, entry: "e" })) };
        const { steps } = planCampaign(campaign, team(limit), at("2026-01-05 08:00") + offset * 86_400_000, holidayOn);
        expect(steps.map(({ step }) => step)).toEqual([...campaign.steps.map(({ id }) => id), CLOSING_STEP]);
        const weeks = new Map<string, number>();
        steps.forEach(({ date }, position) => {
          expect(date > (steps[position - 1]?.date ?? "")).toBe(true);
          expect(weekdayOf(date)).toBeLessThan(6);
          expect(holidayOn("BE", date)).toBeUndefined();
          weeks.set(weekOf(date), (weeks.get(weekOf(date)) ?? 0) + 1);
        });
        expect(Math.max(...weeks.values())).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

describe("the plan of a dated campaign", () => {
  it("begins with its period, this year or the next", () => {
    expect(days(october, team(), at("2026-03-01 08:00"))[0]).toBe("2026-10-01 s1");
    expect(days(october, team(), at("2026-11-01 08:00"))[0]).toBe("2027-10-01 s1");
  });

  it("leaves out days that have passed if it is started late", () => {
    expect(days(october, team(), at("2026-10-15 08:00", "+02:00"))).toEqual([
      "2026-10-20 s20",
      "2026-10-30 s30",
      "2026-11-02 closing",
    ]);
  });

  it("leaves out a step that would be moved past the end, and is empty once the period is over", () => {
    const friday = { ...started(1, 30), period: { from: "2027-01-01", to: "2027-01-30" } };
    expect(days(friday, team(), at("2026-12-01 08:00"))).toEqual(["2027-01-04 s1", "2027-01-05 closing"]);
    expect(days(friday, team(), at("2027-02-01 08:00"))).toEqual([]);
  });

  it("can use the last day of the period, and begin on it", () => {
    const month = { ...started(1, 30), period: { from: "11-01", to: "11-30" } };
    expect(days(month, team(), at("2026-11-30 08:00"))).toEqual(["2026-11-30 s30", "2026-12-01 closing"]);
    const oneDay = { ...started(1), period: { from: "11-30", to: "11-30" } };
    expect(days(oneDay, team(), at("2026-11-30 08:00"))[0]).toBe("2026-11-30 s1");
  });

  it("continues within its own period after a pause, or closes if that is over", () => {
    const planned = planCampaign(october, team(), at("2026-09-01 08:00", "+02:00"), holidayOn);
    const going = { ...team(), schedule: planned };
    const done = new Set(["s1"]);
    expect(days(october, going, at("2026-10-25 10:00"), done)).toEqual([
      "2026-10-26 s10",
      "2026-10-27 s20",
      "2026-10-30 s30",
      "2026-11-02 closing",
    ]);
    expect(days(october, going, at("2026-11-10 08:00"), done)).toEqual(["2026-11-10 closing"]);
    expect(days(october, going, at("2026-11-10 08:00"), new Set(["s1", CLOSING_STEP]))).toEqual([]);
  });

  it("stays in its own year when it is rescheduled, even if only the closing step is left", () => {
    const closing = { kind: "campaign", time: "09:00", steps: [{ date: "2026-11-04", step: CLOSING_STEP }] } as const;
    const going = { ...team(), schedule: closing };
    const before = { done: new Set(["s1", "s10", "s20"]), taken: new Set(["2026-10-01", "2026-10-12", "2026-10-20"]) };
    const { steps } = planCampaign(october, going, at("2026-11-10 00:00"), holidayOn, before);
    expect(steps).toEqual([{ date: "2026-11-10", step: CLOSING_STEP }]);
  });

  it("has no step on a day that already had one", () => {
    const { steps } = planCampaign(started(1, 2), team(), at("2026-11-16 08:00"), holidayOn, { taken: new Set(["2026-11-16"]) });
    expect(steps[0]).toEqual({ date: "2026-11-17", step: "s1" });
  });

  it("skips a week in which the place has reached its limit", () => {
    const sentToPlace = [at("2026-11-16 10:00"), at("2026-11-17 10:00")];
    const { steps } = planCampaign(started(1, 2), team(2), at("2026-11-17 11:00"), holidayOn, { sentToPlace });
    expect(steps.map(({ date }) => date)).toEqual(["2026-11-23", "2026-11-24", "2026-11-30"]);
  });

  it("may continue into the new year", () => {
    const winter = { ...started(1, 20), period: { from: "12-20", to: "01-15" } };
    expect(days(winter, team(5, "send"), at("2027-01-02 08:00"))[0]).toBe("2027-01-08 s20");
  });
});

describe("a campaign in a place", () => {
  const campaign = started(1, 2, 3);
  const schedule = planCampaign(campaign, team(), at("2026-11-16 08:00"), holidayOn);
  const delivery = (date: string, step: string, outcome: "sent" | "skipped"): Delivery => {
    const key = `team/${date}/0900`;
    return { key, subscription: "team", place: channel, outcome, at: 0, step };
  };

  it("reports its progress", () => {
    expect(campaignProgress(campaign, schedule, [])).toEqual({
      total: 3,
      sent: 0,
      skipped: 0,
      next: { date: "2026-11-16", step: "s1" },
    });
    const done = [delivery("2026-11-16", "s1", "sent"), delivery("2026-11-17", "s2", "skipped")];
    expect(campaignProgress(campaign, schedule, done)).toMatchObject({ sent: 1, skipped: 1, next: { step: "s3" } });
    const all = [...done, delivery("2026-11-18", "s3", "sent"), delivery("2026-11-19", CLOSING_STEP, "sent")];
    expect(campaignProgress(campaign, schedule, all)).toEqual({ total: 3, sent: 2, skipped: 1 });
  });

  it("counts a rescheduled step as a step to come", () => {
    const skipped = [delivery("2026-11-16", "s1", "sent"), delivery("2026-11-17", "s2", "skipped")];
    const anew = planCampaign(campaign, team(), at("2026-12-01 08:00"), holidayOn, { done: new Set(["s1"]) });
    expect(campaignProgress(campaign, anew, skipped)).toEqual({
      total: 3,
      sent: 1,
      skipped: 0,
      next: { date: "2026-12-01", step: "s2" },
    });
  });

  it("summarises participation", () => {
    const question = { question: "Q?", options: ["A", "B"], answer: 0, why: "W." };
    const nudge = { item: "i", language: "en", entry: "e", entryTitle: "E", kind: "quiz", question } as const;
    const quiz = openQuiz("q", nudge, team().quiz, 0, channel);
    const answer = (participant: string, option: number) => ({ quiz: "q", participant, first: option, option, at: 1 });
    const sent = [
      delivery("2026-11-16", "s1", "sent"),
      delivery("2026-11-17", "s2", "sent"),
      // This step was skipped, so nobody saw it.
      delivery("2026-11-18", "s3", "skipped"),
      delivery("2026-11-18", CLOSING_STEP, "sent"),
    ];
    const graded = [answer("a", 0), answer("b", 1), answer("a", 0)].map((one) => ({ quiz, answer: one }));
    expect(campaignSummary(campaign, sent, graded)).toEqual({
      total: 3,
      sent: 2,
      quizzes: 1,
      participants: 2,
      answers: 3,
      right: 2,
    });
  });
});
