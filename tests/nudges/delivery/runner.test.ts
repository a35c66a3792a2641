import { describe, expect, it, vi } from "vitest";
import type { Place } from "../../../src/model.ts";
import { openQuiz } from "../../../src/nudges/content/quiz.ts";
import { planCampaign } from "../../../src/nudges/decide/campaign.ts";
import { DEFAULT_QUIZ_POLICY } from "../../../src/nudges/subscription.ts";
import type { Subscription } from "../../../src/nudges/types.ts";
import { anna, at, bert, channel, DAY, HOUR, holidayOn, subscription } from "../fixtures.ts";
import { type Behaviour, CAMPAIGN, createHarness, STALE } from "./harness.ts";

const SUNDAY = at("2026-11-22 12:00");
const MONDAY = at("2026-11-23 09:00");
const THURSDAY = at("2026-11-26 09:00");
const KEY = "team/2026-11-23/0900";
const direct: Place = { platform: "test", workspace: "w", channel: "anna", recipient: "anna", private: true };
const toAnna: Partial<Subscription> = { place: direct, recipient: anna, owner: bert };

describe("the nudge runner", () => {
  it("sends a nudge once when it is due, with the occurrence's key", async () => {
    const { add, tickAt, platform, ledger } = await createHarness(SUNDAY);
    await add(subscription());
    await tickAt(MONDAY - 1);
    expect(platform.posted).toEqual([]);
    await tickAt(MONDAY);
    await tickAt(MONDAY);
    await tickAt(MONDAY + HOUR);
    expect(platform.posted).toMatchObject([{ key: KEY, place: channel, reply: { kind: "nudge" } }]);
    expect(await ledger()).toEqual([`${KEY} sent`]);
  });

  it("says who set up a subscription with its first nudge only", async () => {
    const { add, tickAt, platform } = await createHarness(SUNDAY);
    await add(subscription());
    await tickAt(MONDAY);
    await tickAt(THURSDAY);
    const introduces = platform.posted.map(({ reply }) => reply.body.some((text) => text.includes("Anna")));
    expect(introduces).toEqual([true, false]);
  });

  it("repeats nothing until everything else has been shown", async () => {
    const { add, tickAt, platform } = await createHarness(SUNDAY);
    await add(subscription());
    for (const day of [MONDAY, THURSDAY, MONDAY + 7 * DAY]) await tickAt(day);
    expect(new Set(platform.posted.map(({ reply }) => reply.body[0])).size).toBe(3);
  });

  it("sends what was due within the last day of an outage, and records the rest as skipped", async () => {
    const { add, tickAt, platform, ledger } = await createHarness(SUNDAY);
    await add(subscription());
    await tickAt(THURSDAY + 3 * HOUR);
    expect(platform.posted).toHaveLength(1);
    expect(await ledger()).toEqual([`${KEY} skipped too-late`, "team/2026-11-26/0900 sent"]);
  });

  it("opens a quiz with its nudge, and posts the counts once after it has closed", async () => {
    const { add, tickAt, platform, nudges } = await createHarness(SUNDAY);
    await add(subscription({ content: { kind: "pack", areas: "all", kinds: ["quiz"] } }));
    await tickAt(MONDAY);
    const quiz = await nudges.quiz(KEY);
    expect(quiz).toMatchObject({ place: channel, closesAt: MONDAY + DAY });
    await nudges.saveAnswer({ quiz: KEY, participant: "p", first: 0, option: 0, at: MONDAY + 1 }, undefined);
    await tickAt(MONDAY + DAY);
    await tickAt(MONDAY + DAY + 1);
    expect(platform.posted.map(({ key }) => key)).toEqual([KEY, `${KEY}/result`]);
    expect(platform.posted[1]?.reply.body.join()).toContain("One answer");
  });

  it("asks a channel again a day later if most answers were wrong", async () => {
    const { add, tickAt, nudges, platform } = await createHarness(SUNDAY);
    await add(subscription({ content: { kind: "pack", areas: "all", kinds: ["tip", "quiz"] } }));
    const question = { question: "Question of passwords?", options: ["Yes", "No"], answer: 1, why: "x" };
    const nudge = {
      kind: "quiz",
      item: "passwords#quiz-0",
      language: "en",
      entry: "passwords",
      entryTitle: "x",
      question,
    } as const;
    const quiz = openQuiz("earlier", nudge, DEFAULT_QUIZ_POLICY, SUNDAY - 2 * DAY, channel);
    const reply = { kind: "nudge", language: "en", body: [], choices: [], actions: [] } as const;
    const message = { key: "earlier", kind: "quiz", place: channel, reply, dueAt: SUNDAY, sendAt: SUNDAY + 99 * DAY } as const;
    await nudges.addMessage(message, SUNDAY, quiz);
    await nudges.saveAnswer({ quiz: "earlier", participant: "p", first: 0, option: 0, at: SUNDAY }, undefined);
    await tickAt(SUNDAY);
    await tickAt(MONDAY);
    expect(platform.posted.at(-1)?.reply.body[0]).toBe("Question of passwords?");
  });

  it("does not keep asking what nobody answers, and ignores questions that are no longer in the pack", async () => {
    const { add, tickAt, nudges, platform } = await createHarness(SUNDAY);
    await add(
      subscription({ ...toAnna, schedule: { kind: "weekdays", days: [1, 2, 3, 4, 5], time: "09:00" } }, { weeklyLimit: 7 }),
    );
    const learner = await nudges.participant(anna);
    const review = (item: string, dueOn: string) => nudges.setReview(learner, item, { item, rung: 0, dueOn });
    await review("gone#quiz-0", "2026-11-01");
    await review("month/two", "2026-11-02");
    await review("passwords#quiz-0", "2026-11-20");
    for (let day = 0; day < 14; day += 1) await tickAt(MONDAY + day * DAY);
    const asked = platform.posted.filter(({ reply }) => reply.body[0] === "Question of passwords?");
    expect(asked[0]).toBe(platform.posted[0]);
    // It is shown once because it came back, then only as one of three items that take turns.
    expect(asked.length).toBeLessThan(5);
    expect(platform.posted.length).toBe(10);
  });

  it("alternates with the rest of the pack if a question is answered wrongly again and again", async () => {
    const { add, tickAt, nudges, platform } = await createHarness(SUNDAY);
    await add(subscription({ ...toAnna, schedule: { kind: "weekdays", days: [1], time: "09:00" } }));
    const learner = await nudges.participant(anna);
    for (let week = 0; week < 9; week += 1) {
      await tickAt(MONDAY + week * 7 * DAY);
      await nudges.setReview(learner, "passwords#quiz-0", { item: "passwords#quiz-0", rung: 0, dueOn: "2026-11-24" });
    }
    const asked = platform.posted.map(({ reply }) => reply.body[0] === "Question of passwords?");
    expect(asked.some((is, week) => is && asked[week + 1] === true)).toBe(false);
    expect(asked.filter((is) => is).length).toBeGreaterThan(1);
  });

  it("continues a campaign in order after an outage, one step a day", async () => {
    const { add, tickAt, platform } = await createHarness(SUNDAY);
    const base = subscription({
      content: { kind: "campaign", campaign: "month" },
      schedule: { kind: "campaign", steps: [], time: "09:00" },
    });
    await add({ ...base, schedule: planCampaign(CAMPAIGN, base, SUNDAY, holidayOn) });
    // Both steps have fallen due, and the closing step will soon.
    await tickAt(at("2026-11-25 08:00"));
    await tickAt(at("2026-11-25 09:00"));
    expect(platform.posted.map(({ reply }) => reply.footnote)).toEqual(["Month: step 1 of 2"]);
    await tickAt(at("2026-11-26 09:00"));
    await tickAt(at("2026-11-27 09:00"));
    const nudged = platform.posted.filter(({ key }) => !key.endsWith("/result"));
    expect(nudged.map(({ reply }) => reply.footnote ?? reply.title)).toEqual([
      "Month: step 1 of 2",
      "Month: step 2 of 2",
      "Month has ended",
    ]);
  });

  it("sends a step of a campaign later if it could not be sent before the campaign was paused", async () => {
    const { add, tickAt, platform, nudges } = await createHarness(SUNDAY);
    const base = subscription({
      content: { kind: "campaign", campaign: "month" },
      schedule: { kind: "campaign", steps: [], time: "09:00" },
    });
    await add({ ...base, schedule: planCampaign(CAMPAIGN, base, SUNDAY, holidayOn) });
    platform.refuses.set("c", "later");
    await tickAt(MONDAY);
    await nudges.changeSubscription("team", (found, nextLook) => ({
      subscription: { ...found, pause: { reason: "asked", until: at("2026-11-30 00:00") } },
      nextLook,
    }));
    platform.refuses.clear();
    await tickAt(MONDAY + HOUR);
    expect(platform.posted).toEqual([]);
    for (const day of ["2026-11-30", "2026-12-01", "2026-12-02"]) await tickAt(at(`${day} 09:00`));
    const nudged = platform.posted.filter(({ key }) => !key.endsWith("/result"));
    expect(nudged.map(({ reply }) => reply.footnote ?? reply.title)).toEqual([
      "Month: step 1 of 2",
      "Month: step 2 of 2",
      "Month has ended",
    ]);
  });

  it("reschedules a campaign if the weekly limit blocks a step, and loses no step", async () => {
    const { add, tickAt, platform } = await createHarness(SUNDAY);
    const weekdays = { kind: "weekdays", days: [1, 2, 3, 4, 5], time: "08:00" } as const;
    await add(subscription({ id: "tips", schedule: weekdays }, { weeklyLimit: 3 }));
    const base = subscription(
      {
        id: "steps",
        content: { kind: "campaign", campaign: "month" },
        schedule: { kind: "campaign", steps: [], time: "09:00" },
      },
      { weeklyLimit: 3 },
    );
    await add({ ...base, schedule: planCampaign(CAMPAIGN, base, MONDAY, holidayOn) });
    for (let day = 0; day < 21; day += 1) {
      await tickAt(at("2026-11-23 08:00") + day * DAY);
      await tickAt(MONDAY + day * DAY);
    }
    const steps = platform.posted.filter(({ key }) => key.startsWith("steps/") && !key.endsWith("/result"));
    expect(steps.map(({ reply }) => reply.footnote ?? reply.title)).toEqual([
      "Month: step 1 of 2",
      "Month: step 2 of 2",
      "Month has ended",
    ]);
    const weeks = [0, 1, 2].map(
      (week) =>
        platform.posted.filter(({ key }) => {
          const [, date = ""] = key.split("/");
          const day = Math.round((Date.parse(date) - Date.parse("2026-11-23")) / DAY);
          return !key.endsWith("/result") && Math.floor(day / 7) === week;
        }).length,
    );
    expect(Math.max(...weeks)).toBeLessThanOrEqual(3);
  });

  it("does not post the result of a quiz without answers, or of a removed or paused subscription", async () => {
    for (const became of ["unanswered", "removed", "resting"] as const) {
      const { add, tickAt, platform, nudges } = await createHarness(SUNDAY);
      const one = subscription({ content: { kind: "pack", areas: "all", kinds: ["quiz"] } });
      await add(one);
      await tickAt(MONDAY);
      if (became !== "unanswered")
        await nudges.saveAnswer({ quiz: KEY, participant: "p", first: 0, option: 0, at: MONDAY + 1 }, undefined);
      if (became === "removed") await nudges.removeSubscription("team", MONDAY + 2);
      if (became === "resting") await add({ ...one, pause: { reason: "asked" } });
      await tickAt(MONDAY + DAY);
      await tickAt(MONDAY + DAY + 1);
      expect(platform.posted.map(({ key }) => key)).toEqual([KEY]);
    }
  });

  it("does not post a late result during quiet hours", async () => {
    const { add, tickAt, platform, nudges, clock } = await createHarness(SUNDAY);
    await add(subscription({ content: { kind: "pack", areas: "all", kinds: ["quiz"] } }));
    await tickAt(MONDAY);
    await nudges.saveAnswer({ quiz: KEY, participant: "p", first: 0, option: 0, at: MONDAY + 1 }, undefined);
    // Malinois was down when the quiz closed.
    await tickAt(at("2026-11-24 22:00"));
    expect(platform.posted).toHaveLength(1);
    await tickAt(at("2026-11-25 07:00"));
    expect(platform.posted).toHaveLength(2);
    expect(clock.now).toBe(at("2026-11-25 07:00"));
  });

  it("skips a quiz that is so late that it would close at once", async () => {
    const { add, tickAt, platform, ledger } = await createHarness(SUNDAY);
    await add(subscription({ content: { kind: "pack", areas: "all", kinds: ["quiz"] } }));
    platform.will("later");
    await tickAt(MONDAY);
    await tickAt(MONDAY + DAY - HOUR / 2);
    expect(platform.posted).toEqual([]);
    expect(await ledger()).toEqual([`${KEY} skipped too-late`]);
  });

  it("does not close a quiz on a day off", async () => {
    const { add, tickAt, nudges } = await createHarness(SUNDAY);
    const friday = at("2026-11-27 09:00");
    await add(
      subscription({
        content: { kind: "pack", areas: "all", kinds: ["quiz"] },
        schedule: { kind: "weekdays", days: [5], time: "09:00" },
      }),
    );
    await tickAt(friday);
    expect((await nudges.quiz("team/2026-11-27/0900"))?.closesAt).toBe(at("2026-11-30 09:00"));
  });

  it("runs a campaign up to its closing summary, with the number of participants", async () => {
    const { add, tickAt, platform, nudges } = await createHarness(SUNDAY);
    const base = subscription({
      content: { kind: "campaign", campaign: "month" },
      schedule: { kind: "campaign", steps: [], time: "09:00" },
    });
    await add({ ...base, schedule: planCampaign(CAMPAIGN, base, SUNDAY, holidayOn) });
    await tickAt(MONDAY);
    await tickAt(MONDAY + DAY);
    await nudges.saveAnswer({ quiz: "team/2026-11-24/0900", participant: "p", first: 1, option: 1, at: MONDAY + DAY }, undefined);
    await tickAt(MONDAY + 2 * DAY);
    const nudged = platform.posted.filter(({ key }) => !key.endsWith("/result"));
    expect(nudged.map(({ reply }) => reply.title)).toEqual(["Security tip", "Quick quiz", "Month has ended"]);
    expect(nudged[0]?.reply.footnote).toBe("Month: step 1 of 2");
    expect(nudged[2]?.reply.body.join(" ")).toContain("One person took part");
  });

  it("sends nothing, and records that, if the pack has nothing suitable", async () => {
    const { add, tickAt, platform, ledger } = await createHarness(SUNDAY);
    await add(subscription({ content: { kind: "pack", areas: ["nowhere"], kinds: ["tip"] } }));
    await tickAt(MONDAY);
    expect(platform.posted).toEqual([]);
    expect(await ledger()).toEqual([`${KEY} skipped nothing-to-say`]);
  });

  it("ignores subscriptions of other platforms", async () => {
    const { add, tickAt, nudges } = await createHarness(SUNDAY);
    await add(subscription({ place: { ...channel, platform: "elsewhere" } }));
    await tickAt(MONDAY);
    expect(await nudges.ledger("team", 9)).toEqual([]);
  });

  it("continues with the others if one subscription is invalid", async () => {
    const { add, tickAt, platform, nudges, logged } = await createHarness(SUNDAY);
    await nudges.saveSubscription(subscription({ id: "broken", zone: "Nowhere/Land" }), {
      lookedUntil: SUNDAY,
      nextDueAt: MONDAY,
    });
    await add(subscription());
    await tickAt(MONDAY);
    expect(platform.posted).toMatchObject([{ key: KEY }]);
    expect(logged).toContain("a subscription could not be decided");
  });
});

describe("a nudge whose sending fails", () => {
  it("is sent later if it was certainly not sent", async () => {
    const { add, tickAt, platform, ledger } = await createHarness(SUNDAY);
    await add(subscription());
    platform.will("later");
    await tickAt(MONDAY);
    expect(await ledger()).toEqual([`${KEY} pending`]);
    await tickAt(MONDAY + 60_000);
    expect(platform.posted).toHaveLength(1);
    expect(await ledger()).toEqual([`${KEY} sent`]);
  });

  it("is given up after a day, and recorded as skipped", async () => {
    const { add, tickAt, platform, ledger } = await createHarness(SUNDAY);
    await add(subscription());
    platform.will("later");
    await tickAt(MONDAY);
    await tickAt(MONDAY + DAY + 1);
    expect(platform.posted).toEqual([]);
    expect(await ledger()).toEqual([`${KEY} skipped too-late`]);
  });

  it("is not sent during quiet hours if it was postponed into them", async () => {
    const { add, tickAt, platform } = await createHarness(SUNDAY);
    await add(subscription());
    platform.will("later");
    await tickAt(MONDAY);
    await tickAt(at("2026-11-23 21:00"));
    expect(platform.posted).toEqual([]);
    await tickAt(at("2026-11-24 07:00"));
    expect(platform.posted).toHaveLength(1);
  });

  it("is not sent if the subscription was paused or removed meanwhile", async () => {
    for (const change of ["pause", "remove"] as const) {
      const { add, tickAt, platform, ledger, nudges, clock } = await createHarness(SUNDAY);
      await add(subscription());
      platform.will("later");
      await tickAt(MONDAY);
      if (change === "remove") await nudges.removeSubscription("team", clock.now);
      else await add(subscription({ pause: { reason: "asked" } }));
      await tickAt(MONDAY + 60_000);
      expect(platform.posted).toEqual([]);
      expect(await ledger()).toEqual([`${KEY} skipped paused`]);
    }
  });

  it("is not sent again if the platform has it, although the response was lost", async () => {
    const { add, tickAt, recover, platform, ledger } = await createHarness(SUNDAY);
    await add(subscription());
    platform.will("loses-the-answer");
    await tickAt(MONDAY);
    expect(await ledger()).toEqual([`${KEY} sending`]);
    await recover();
    expect(platform.posted).toHaveLength(1);
    expect(await ledger()).toEqual([`${KEY} sent`]);
  });

  it("is sent again if the platform does not have it", async () => {
    const { add, tickAt, recover, platform, ledger } = await createHarness(SUNDAY);
    await add(subscription());
    platform.will("loses-the-message");
    await tickAt(MONDAY);
    await recover();
    expect(platform.posted).toHaveLength(1);
    expect(await ledger()).toEqual([`${KEY} sent`]);
  });

  it("is not sent again but recorded as unknown if the platform cannot tell whether it has it", async () => {
    const { add, tickAt, recover, platform, ledger } = await createHarness(SUNDAY);
    await add(subscription());
    platform.will("loses-the-message");
    platform.canTell = false;
    await tickAt(MONDAY);
    await recover();
    expect(platform.posted).toEqual([]);
    expect(await ledger()).toEqual([`${KEY} unknown`]);
  });

  it("waits until the platform can be reached, and is given up after a day", async () => {
    const { add, tickAt, recover, platform, ledger, clock } = await createHarness(SUNDAY);
    await add(subscription());
    platform.will("loses-the-answer");
    platform.canTell = "unreachable";
    await tickAt(MONDAY);
    await recover();
    expect(await ledger()).toEqual([`${KEY} sending`]);
    clock.now += DAY;
    await recover();
    expect(await ledger()).toEqual([`${KEY} unknown`]);
    expect(platform.posted).toHaveLength(1);
  });

  it("does not delay others while the platform is slow to look it up", async () => {
    const { add, tickAt, platform, nudges, clock, runner } = await createHarness(SUNDAY);
    await add(subscription());
    platform.will("loses-the-message");
    await tickAt(MONDAY);
    await runner.tick();
    let answer: (found: "absent") => void = () => undefined;
    platform.find = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    clock.monotonic += STALE;
    const reply = { kind: "notice", language: "en", body: [], choices: [], actions: [] } as const;
    await nudges.addMessage({ key: "other", kind: "report", place: channel, reply, dueAt: MONDAY, sendAt: MONDAY }, MONDAY);
    const looking = runner.tick();
    for (let turn = 0; turn < 500 && platform.posted.length === 0; turn += 1) await new Promise(setImmediate);
    expect(platform.posted.map(({ key }) => key)).toEqual(["other"]);
    answer("absent");
    await looking;
    await runner.tick();
    expect(platform.posted.map(({ key }) => key)).toEqual(["other", KEY]);
  });

  it("is not sent by a process that stalled until another one took it over", async () => {
    const { add, tickAt, platform, nudges, clock } = await createHarness(SUNDAY);
    await add(subscription());
    const { subscription: read } = nudges;
    // The process stalls between leasing the message and sending it.
    nudges.subscription = async (id) => {
      clock.monotonic += STALE / 4;
      for (const seen of await nudges.messagesInFlight(["test"])) await nudges.takeOverLease(seen, "second");
      return read(id);
    };
    await tickAt(MONDAY);
    expect(platform.posted).toEqual([]);
  });

  it("is sent by a process that stalled if no other one took it over", async () => {
    const { add, tickAt, platform, nudges, clock } = await createHarness(SUNDAY);
    await add(subscription());
    const { subscription: read } = nudges;
    nudges.subscription = async (id) => {
      clock.monotonic += STALE / 4;
      return read(id);
    };
    await tickAt(MONDAY);
    expect(platform.posted).toMatchObject([{ key: KEY }]);
  });

  it("stays with a process that is slow to send it but keeps sending heartbeats", async () => {
    const { add, platform, runner, runnerFor, clock, nudges } = await createHarness(SUNDAY);
    await add(subscription());
    let finish: () => void = () => undefined;
    const { send } = platform;
    platform.send = async (...sent) => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      await send(...sent);
    };
    clock.now = MONDAY;
    const second = runnerFor("second");
    const looks = [runner.tick()];
    for (let quarter = 0; quarter < 8; quarter += 1) {
      await vi.waitFor(async () => expect(await nudges.messagesInFlight(["test"])).toHaveLength(1));
      await second.tick();
      clock.monotonic += STALE / 4;
      looks.push(runner.tick());
      await vi.waitFor(async () => expect((await nudges.messagesInFlight(["test"]))[0]?.heartbeat).toBeGreaterThan(quarter));
    }
    expect(platform.asked).toBe(0);
    finish();
    await Promise.all(looks);
    expect(platform.posted).toHaveLength(1);
  });

  it("is left to a live process, however far the wall clock jumps", async () => {
    const { add, tickAt, platform, runnerFor, clock, nudges } = await createHarness(SUNDAY);
    await add(subscription());
    platform.will("loses-the-answer");
    await tickAt(MONDAY);
    const second = runnerFor("second");
    await second.tick();
    clock.now += 5 * HOUR;
    await second.tick();
    expect(platform.asked).toBe(0);
    clock.monotonic += STALE;
    await nudges.heartbeat([KEY], "first");
    await second.tick();
    expect(platform.asked).toBe(0);
    clock.monotonic += STALE;
    await second.tick();
    expect(platform.asked).toBe(1);
  });
});

describe("a nudge that the platform refuses permanently", () => {
  it("is sent to the fallback if the person accepts no direct messages, and its owner is told once", async () => {
    const { add, tickAt, platform, ledger } = await createHarness(SUNDAY);
    await add(subscription({ ...toAnna, fallback: channel }));
    platform.will("undeliverable");
    await tickAt(MONDAY);
    await tickAt(MONDAY + 1);
    platform.will("undeliverable");
    await tickAt(THURSDAY);
    await tickAt(THURSDAY + 1);
    expect(platform.posted.map(({ place, reply }) => [place.channel, reply.kind]).sort()).toEqual([
      ["bert", "notice"],
      ["c", "nudge"],
      ["c", "nudge"],
    ]);
    expect(await ledger()).toEqual([`${KEY} sent`, "team/2026-11-26/0900 sent"]);
  });

  it("has its quiz result posted in the fallback too", async () => {
    const { add, tickAt, platform, nudges } = await createHarness(SUNDAY);
    await add(subscription({ ...toAnna, fallback: channel, content: { kind: "pack", areas: "all", kinds: ["quiz"] } }));
    platform.will("undeliverable");
    await tickAt(MONDAY);
    await tickAt(MONDAY + 1);
    await nudges.saveAnswer({ quiz: KEY, participant: "p", first: 1, option: 1, at: MONDAY + 2 }, undefined);
    await tickAt(MONDAY + DAY);
    const here = platform.posted.filter(({ place }) => place.channel === "c").map(({ key }) => key);
    expect(here).toEqual([KEY, `${KEY}/result`]);
  });

  it("pauses its subscription if the channel is gone or forbids posting, and its owner is told", async () => {
    for (const kind of ["gone", "forbidden"] as const) {
      const { add, tickAt, platform, ledger, nudges } = await createHarness(SUNDAY);
      await add(subscription());
      platform.will(kind);
      await tickAt(MONDAY);
      await tickAt(THURSDAY);
      expect(platform.posted).toMatchObject([{ place: { channel: "anna", recipient: "anna" }, reply: { kind: "notice" } }]);
      expect((await nudges.subscription("team"))?.pause).toEqual({ reason: kind });
      expect(await ledger()).toEqual([`${KEY} skipped ${kind}`]);
    }
  });

  it.each<[string, Partial<Subscription>, Behaviour, string]>([
    ["the channel that is gone", {}, "gone", "Where: #c (Acme)."],
    ["the fallback", { ...toAnna, fallback: { ...channel, channel: "d" } }, "undeliverable", "Where: #d (Acme)."],
  ])("is reported to its owner with the name of %s, if the platform knows it", async (_, changes, refusal, said) => {
    for (const knows of [true, false]) {
      const { add, tickAt, platform } = await createHarness(SUNDAY);
      platform.nameOf = async ({ channel: id }) => {
        if (knows) return `#${id} (Acme)`;
        throw new Error("no answer");
      };
      await add(subscription(changes));
      platform.will(refusal);
      await tickAt(MONDAY);
      await tickAt(MONDAY + 1);
      const told = platform.posted.find(({ reply }) => reply.kind === "notice")?.reply.body ?? [];
      expect(told.filter((line) => line.startsWith("Where:"))).toEqual(knows ? [said] : []);
      expect(told.length).toBeGreaterThan(0);
    }
  });

  it("pauses its subscription if the fallback fails too, and its owner is told", async () => {
    const { add, tickAt, platform, ledger, nudges } = await createHarness(SUNDAY);
    await add(subscription({ ...toAnna, fallback: channel }));
    platform.refuses.set("anna", "undeliverable").set("c", "gone");
    for (let turn = 0; turn < 4; turn += 1) await tickAt(MONDAY + turn);
    // The owner is told first that it is sent elsewhere, then that this failed too.
    expect(platform.posted.map(({ place }) => place.channel)).toEqual(["bert", "bert"]);
    expect((await nudges.subscription("team"))?.pause).toEqual({ reason: "gone" });
    expect(await ledger()).toEqual([`${KEY} skipped gone`]);
  });

  it("is reported days later if the owner could not be told at once, but not for ever", async () => {
    for (const [days, told] of [
      [6, ["bert"]],
      [8, []],
    ] as const) {
      const { add, tickAt, platform, nudges } = await createHarness(SUNDAY);
      await add(subscription({ owner: bert }));
      platform.will("gone");
      platform.refuses.set("bert", "later");
      await tickAt(MONDAY);
      await tickAt(MONDAY + 1);
      platform.refuses.clear();
      await tickAt(MONDAY + days * DAY);
      expect(platform.posted.map(({ place }) => place.channel)).toEqual(told);
      expect(await nudges.leaseMessages(["test"], MONDAY + 9 * DAY, "other", 9)).toEqual([]);
    }
  });

  it("is reported once, even if the store fails between the report and the pause", async () => {
    for (const fails of ["addMessage", "changeSubscription"] as const) {
      const { add, tickAt, recover, platform, nudges, runner } = await createHarness(SUNDAY);
      await add(subscription({ owner: bert }));
      platform.refuses.set("c", "gone");
      const works = nudges[fails];
      Object.assign(nudges, { [fails]: () => Promise.reject(new Error("the database is away")) });
      await tickAt(MONDAY);
      Object.assign(nudges, { [fails]: works });
      await recover();
      await recover();
      await runner.tick();
      expect(platform.posted.map(({ place }) => place.channel)).toEqual(["bert"]);
      expect((await nudges.subscription("team"))?.pause).toEqual({ reason: "gone" });
    }
  });

  it("is reported in the log if its owner cannot be told", async () => {
    const { add, tickAt, platform, logged } = await createHarness(SUNDAY);
    await add(subscription({ ...toAnna, owner: anna }));
    platform.will("undeliverable");
    await tickAt(MONDAY);
    await tickAt(MONDAY + 1);
    expect(platform.posted).toEqual([]);
    expect(logged).toContain("nudges cannot be delivered, and their owner cannot be told");
  });

  it("will be reported again after a nudge that was delivered", async () => {
    const { add, tickAt, nudges } = await createHarness(SUNDAY);
    await add(subscription({ ...toAnna, failure: { kind: "undeliverable", since: 1 } }));
    await tickAt(MONDAY);
    expect(await nudges.subscription("team")).not.toHaveProperty("failure");
  });
});

describe("the runner's clock", () => {
  it("can be put back without a nudge being sent twice", async () => {
    const { add, tickAt, platform } = await createHarness(SUNDAY);
    await add(subscription());
    await tickAt(MONDAY);
    await tickAt(MONDAY - 2 * HOUR);
    await tickAt(MONDAY);
    expect(platform.posted).toHaveLength(1);
  });

  it("can be put back without delaying messages, whose pace follows the monotonic clock", async () => {
    const { add, tickAt, waits } = await createHarness(SUNDAY);
    await add(subscription());
    await tickAt(MONDAY + HOUR);
    await add(subscription({ id: "second" }), MONDAY - 1);
    await tickAt(MONDAY);
    expect(Math.max(0, ...waits)).toBeLessThan(HOUR / 2);
  });

  it("can be a month ahead and be corrected without losing later nudges", async () => {
    const { add, tickAt, platform, ledger } = await createHarness(SUNDAY);
    await add(subscription());
    await tickAt(at("2026-12-20 12:00"));
    await tickAt(SUNDAY);
    await tickAt(MONDAY);
    await tickAt(THURSDAY);
    expect(platform.posted.map(({ key }) => key)).toEqual([KEY, "team/2026-11-26/0900"]);
    expect(await ledger()).toContain(`${KEY} sent`);
  });
});
