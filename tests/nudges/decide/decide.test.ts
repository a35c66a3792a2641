import { describe, expect, it } from "vitest";
import type { Campaign } from "../../../src/model.ts";
import { createLibrary } from "../../../src/nudges/content/library.ts";
import { planCampaign } from "../../../src/nudges/decide/campaign.ts";
import { decideNudge } from "../../../src/nudges/decide/decide.ts";
import type { PlaceFacts } from "../../../src/nudges/ports.ts";
import type { Delivery, Subscription } from "../../../src/nudges/types.ts";
import { at, channel, entry, holidayOn, pack, subscription } from "../fixtures.ts";

const text = { en: "x" };
const CAMPAIGN: Campaign = {
  ...{ id: "month", name: text, description: text, audience: text },
  steps: [
    { id: "one", day: 1, entry: "phishing", tip: 0 },
    // The pack no longer has the entry of this step.
    { id: "two", day: 2, entry: "forgotten", tip: 0 },
    { id: "three", day: 3, entry: "passwords", quiz: 0 },
  ],
};
const CONTENT = pack([entry("phishing", "practical"), entry("passwords", "practical"), entry("nis2", "law")]);
const content = { library: createLibrary(CONTENT, [CAMPAIGN]), areas: CONTENT.areas };
const NOTHING_YET: PlaceFacts = {
  ...{ sentToPlace: [], timesShown: new Map(), lastShown: new Map(), answers: new Map(), reviews: [] },
  ...{ first: false, deliveries: [], graded: [] },
};
const MONDAY = at("2026-11-23 09:00");
const JITTER = 59_000;

function decide(one: Subscription, facts: Partial<PlaceFacts> = {}, now = MONDAY) {
  const due = { subscription: one, lookedUntil: now - 60_000, facts: { ...NOTHING_YET, ...facts } };
  return decideNudge(due, now, { content, holidayOn, jitterMs: JITTER });
}

describe("the time at which a nudge is sent", () => {
  it("is spread over the minute after it is due, and always the same for one occurrence", () => {
    const waits = Array.from({ length: 50 }, (_, number) => {
      const { message } = decide(subscription({ id: `team-${number}` }));
      return (message?.sendAt ?? 0) - MONDAY;
    });
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...waits)).toBeLessThanOrEqual(JITTER);
    expect(new Set(waits).size).toBeGreaterThan(40);
    expect(decide(subscription()).message?.sendAt).toBe(decide(subscription()).message?.sendAt);
  });
});

describe("a question that is due to come back", () => {
  const quizzes = subscription({ content: { kind: "pack", areas: "all", kinds: ["quiz"] } });
  const items = content.library.material.filter(({ kind }) => kind === "quiz").map(({ id }) => id);
  const [first = "", second = ""] = items;
  const reviews = [second, first].map((item) => ({ item, rung: 0, dueOn: "2026-11-20" }));

  it("is sent instead of a new one", () => {
    const unseen = items.find((item) => item !== first && item !== second);
    const all = reviews.map(({ item }) => item);
    expect(all).toContain(decide(quizzes, { reviews }).message?.item);
    expect(all).not.toContain(unseen);
  });

  it("is not sent right after another one that came back", () => {
    const timesShown = new Map([first, second].map((item) => [item, 1] as const));
    const after = decide(quizzes, { reviews, timesShown, last: first });
    expect([first, second]).not.toContain(after.message?.item);
    const afterSomethingElse = decide(quizzes, { reviews, timesShown, last: items[2] ?? "" });
    expect([first, second]).toContain(afterSomethingElse.message?.item);
  });
});

describe("a campaign", () => {
  const unplanned = subscription(
    { content: { kind: "campaign", campaign: "month" }, schedule: { kind: "campaign", steps: [], time: "09:00" } },
    { weeklyLimit: 5 },
  );
  const planned = { ...unplanned, schedule: planCampaign(CAMPAIGN, unplanned, at("2026-11-23 08:00"), holidayOn) };
  const delivery = (date: string, step: string, outcome: Delivery["outcome"]): Delivery => ({
    ...{ key: `team/${date}/0900`, subscription: "team", place: channel, at: at(`${date} 09:00`), step, outcome },
  });

  it("continues with the first unsent step that can be sent, whatever the day", () => {
    const wednesday = at("2026-11-25 09:00");
    const missed = [delivery("2026-11-23", "one", "skipped"), delivery("2026-11-24", "two", "skipped")];
    expect(decide(planned, { deliveries: missed }, wednesday).message?.step).toBe("one");
    const done = [delivery("2026-11-23", "one", "sent"), delivery("2026-11-24", "two", "skipped")];
    expect(decide(planned, { deliveries: done }, wednesday).message).toMatchObject({ step: "three" });
    expect(decide(planned, { deliveries: done }, wednesday).quiz).toMatchObject({ id: "team/2026-11-25/0900" });
  });

  it("reschedules missed steps, one a day from tomorrow, without those whose entry no longer exists", () => {
    const tuesday = at("2026-11-24 09:00");
    const sent = [delivery("2026-11-23", "one", "sent")];
    // After 25 hours of downtime, Monday's occurrence is too late, and step one is sent with Tuesday's.
    const due = { subscription: planned, lookedUntil: at("2026-11-22 09:00"), facts: { ...NOTHING_YET, sentToPlace: [MONDAY] } };
    const late = decideNudge(due, tuesday + 60_000, { content, holidayOn, jitterMs: JITTER });
    expect(late.skipped).toHaveLength(1);
    expect(late.message?.step).toBe("one");
    expect(late.schedule).toMatchObject({
      steps: [
        { date: "2026-11-25", step: "three" },
        { date: "2026-11-26", step: "closing" },
      ],
    });
    expect(decide(planned, { deliveries: sent }, at("2026-11-25 09:00")).schedule).toBeUndefined();
  });

  it("does not exceed the weekly limit when it is rescheduled, including the nudge that is sent now", () => {
    const limited = { ...planned, sendPolicy: { ...planned.sendPolicy, weeklyLimit: 2 } };
    const due = {
      subscription: limited,
      lookedUntil: at("2026-11-22 09:00"),
      facts: { ...NOTHING_YET, sentToPlace: [MONDAY - 1] },
    };
    const late = decideNudge(due, at("2026-11-24 09:01"), { content, holidayOn, jitterMs: JITTER });
    expect(late.message?.step).toBe("one");
    expect(late.schedule).toMatchObject({ steps: [{ date: "2026-11-30", step: "three" }, { step: "closing" }] });
  });
});
