import { describe, expect, it } from "vitest";
import { type Action, decodeAction, encodeAction } from "../../../src/actions.ts";
import type { FormSubmission } from "../../../src/forms.ts";
import type { Asked, NudgeIntent, Person, Place, Reply } from "../../../src/model.ts";
import { at, channel, DAY, HOUR } from "../fixtures.ts";
import { ANNA, aside, BERT, CARLA, openNudgeCommands, SUNDAY, withoutCommas } from "./stage.ts";

describe("a nudge request in plain words", () => {
  const asked = (person: Person): Asked => ({ kind: "asked", id: "q", place: aside, asker: person, text: "", addressed: true });

  it("has the same reply as the command", async () => {
    const { answerIn, answerIntent, fill, say, only } = await openNudgeCommands();
    const reply = async (intent: NudgeIntent) => (await answerIntent(asked(ANNA), intent))[0];
    const [form] = (await answerIn({ ...asked(ANNA), text: "/nudge add" }, "en")) ?? [];
    expect(await reply("add-nudge")).toEqual(form);
    expect((await reply("quiz"))?.choices.length).toBeGreaterThan(1);
    expect((await reply("stop-nudges"))?.body).toEqual([await say("/nudge remove")]);
    await fill({ days: ["3"], time: ["09:00"] });
    const [rest] = await answerIntent({ ...asked(ANNA), text: "pauzeer de tips tot maandag, a.u.b." }, "pause-nudges");
    expect(withoutCommas(rest?.body[0])).toBe("Paused until Monday 23 November 2026.");
    expect((await reply("pause-nudges"))?.body[0]).toContain("Paused. Resume");
    expect((await only()).pause).toBeDefined();
    expect((await reply("stop-nudges"))?.body[0]).toContain("Removed");
    await expect(only()).rejects.toThrow();
  });
});

describe("the nudge command", () => {
  it("ignores questions, other actions and messages to others", async () => {
    const { ask, pressIn } = await openNudgeCommands();
    expect(await ask(ANNA, { text: "what is phishing?" })).toBeUndefined();
    expect(await pressIn(ANNA, { action: { kind: "help", language: "en" } })).toBeUndefined();
    expect(await ask(ANNA, { text: "/nudge list", addressed: false })).toBeUndefined();
  });

  it("shows its subcommands", async () => {
    const { ask } = await openNudgeCommands();
    expect((await ask(ANNA, { text: "/nudge" }))?.points?.items).toHaveLength(8);
  });

  it.each(["/nudge foo", "/quiz bored"])("does not know “%s”, and shows its subcommands", async (text) => {
    const { ask } = await openNudgeCommands();
    const reply = await ask(ANNA, { text });
    expect(reply?.body).toEqual(["I do not know that command. This is what there is:"]);
    expect(reply?.points?.items).toHaveLength(8);
  });

  it("does not let a right in one channel change another channel's nudges through a button", async () => {
    const { fill, pressIn, only } = await openNudgeCommands();
    await fill({ days: ["1"], time: ["09:00"] });
    const { id: subscription } = await only();
    const snooze: Action = { kind: "snooze", subscription, days: 7, language: "en" };
    const elsewhere = { ...aside, channel: "another" };
    for (const action of [snooze, { kind: "stop-nudges", subscription, language: "en" } as const]) {
      expect((await pressIn(CARLA, { action, place: elsewhere }))?.body[0]).toContain("Only the people who manage");
    }
    expect((await only()).pause).toBeUndefined();
    await pressIn(CARLA, { action: snooze });
    expect((await only()).pause).toBeDefined();
  });

  it("opens the form, accepts it, and sends what was asked for", async () => {
    const { ask, fill, tickAt, platform, only, woken } = await openNudgeCommands();
    const form = (await ask(ANNA, { text: "/nudge add" }))?.form;
    expect(form?.fields[0]).toMatchObject({ name: "where", values: ["channel"] });
    const reply = await fill({ days: ["1"], time: ["09:00"] });
    expect(reply?.body[0]).toContain("every Monday at 09:00 (Europe/Brussels), in this channel");
    expect(withoutCommas(reply?.body[1])).toBe("Next: Monday 23 November 2026 at 09:00.");
    expect(woken()).toBe(1);
    expect((await only()).place).toEqual(channel);
    await tickAt(at("2026-11-23 09:00"));
    expect(platform.posted).toHaveLength(1);
  });

  it("sets up the same nudges only once and says so, but does set up others at another time or place", async () => {
    const { fill, nudges, only } = await openNudgeCommands();
    await fill({ days: ["1"], time: ["09:00"] });
    const { id } = await only();
    const again = await fill({ days: ["1"], time: ["09:00"] }, CARLA);
    expect(withoutCommas(again?.body.join())).toMatch(
      new RegExp(`^Already set up as ${id}: .*every Monday at 09:00.*in this channel. Nothing was added`),
    );
    expect(await nudges.subscriptionsOf(channel)).toHaveLength(1);
    expect((await fill({ days: ["1"], time: ["10:00"] }))?.body[0]).toContain("Set up as");
    expect((await fill({ where: ["me"], days: ["1"], time: ["09:00"] }))?.body[0]).toContain("Set up as");
    expect(await nudges.subscriptionsOf(channel)).toHaveLength(2);
  });

  it("returns an invalid form as it was filled in", async () => {
    const { fill } = await openNudgeCommands();
    const reply = await fill({ time: ["noon"], days: ["3"] });
    expect(reply?.body).toEqual(["At: “noon” is not a time. Enter hours and minutes, such as 09:30."]);
    expect(reply?.form?.problem?.field).toBe("time");
    expect(reply?.form?.fields.find(({ name }) => name === "days")?.values).toEqual(["3"]);
  });

  it("lets people who may not manage a channel set up their own direct messages only", async () => {
    const { fill, only, say, nudges } = await openNudgeCommands();
    expect((await fill({ where: ["channel"] }, BERT))?.body[0]).toContain("I could not confirm that you may set up nudges");
    expect(await nudges.subscriptionsOf(channel)).toEqual([]);
    await fill({}, BERT);
    const own = await only({ ...channel, channel: "bert" });
    expect(own.recipient).toEqual({ platform: "test", workspace: "w", person: "bert" });
    expect(await say("/nudge pause", BERT)).toContain("Paused");
  });

  it("treats a conversation with somebody as that person's direct messages", async () => {
    const { say, only } = await openNudgeCommands();
    const direct: Place = { ...channel, channel: "D1", private: true, recipient: "bert" };
    await say("/nudge campaign start month", BERT, direct);
    expect((await only({ ...channel, channel: "bert" })).place).toEqual({ ...direct, channel: "bert" });
    expect(await say("/nudge list", BERT, direct)).toContain("to you directly");
  });

  it("lists the nudges of a place, with the next time of each", async () => {
    const { say, fill } = await openNudgeCommands();
    expect(await say("/nudge list")).toBe("No nudges are set up here. Add some with /nudge add.");
    await fill({ days: ["1"] });
    await fill({ where: ["me"], every: ["3"] });
    const listed = await say("/nudge list");
    expect(listed).toContain("in this channel. Next: Monday 23 November 2026 at 09:30.");
    expect(listed).toContain("every 3 days at 09:30 (Europe/Brussels), to you directly");
    expect(await say("/nudge list", BERT)).not.toContain("to you directly");
  });

  it("pauses, with or without an end, and resumes without sending what was due meanwhile", async () => {
    const { say, fill, tickAt, platform, clock, ledger, only } = await openNudgeCommands();
    await fill({ days: ["1"], time: ["09:00"] });
    const { id } = await only();
    expect(await say("/nudge pause until 2026-11-24")).toBe("Paused until Tuesday 24 November 2026.");
    await tickAt(at("2026-11-23 10:00"));
    expect(await say("/nudge list")).toContain("Paused until Tuesday 24 November 2026.");
    await tickAt(at("2026-11-30 09:00"));
    expect(platform.posted).toHaveLength(1);
    expect(await ledger(id)).toEqual([`${id}/2026-11-23/0900 skipped paused`, `${id}/2026-11-30/0900 sent`]);
    await say("/nudge pause");
    clock.now += 7 * DAY + HOUR;
    expect(await say("/nudge resume")).toBe("Resumed.\nNext: Monday 14 December 2026 at 09:00.");
    await tickAt(clock.now);
    expect(platform.posted).toHaveLength(1);
    expect(await say("/nudge list")).toContain("Next: Monday 14 December 2026");
  });

  it("asks which of several nudges is meant, and lets only people with the right change them", async () => {
    const { say, fill, only } = await openNudgeCommands();
    await fill({});
    const { id } = await only();
    expect(await say("/nudge remove", BERT)).toContain("Only the people who manage this channel");
    await fill({ time: ["10:00"] });
    expect(await say("/nudge remove")).toContain("There are several. Which one should I remove?");
    expect(await say("/nudge remove", BERT)).toContain("Only the people who manage this channel");
    expect(await say("/nudge remove nobody")).toContain("nothing by that name");
    expect(await say(`/nudge remove ${id}`)).toContain("Removed");
    expect(await say("/nudge remove")).toContain("Removed");
  });

  it("describes each of several nudges, with a button to do what was asked for", async () => {
    const { ask, say, fill, pressIn, nudges } = await openNudgeCommands();
    await fill({ days: ["1"], content: ["tip"] });
    await fill({ days: ["3"], where: ["me"] });
    const question = await ask(ANNA, { text: "/nudge pause until 1 december" });
    expect(withoutCommas(question?.body.join("\n"))).toBe(
      [
        "There are several. Which one should I pause?",
        "1: a tip, every Monday at 09:30 (Europe/Brussels), in this channel. Next: Monday 23 November 2026 at 09:30.",
        "2: a tip or a quiz, every Wednesday at 09:30 (Europe/Brussels), to you directly. Next: Wednesday 25 November 2026 at 09:30.",
      ].join("\n"),
    );
    expect(question?.choices.map(({ label }) => label)).toEqual(["Pause 1", "Pause 2"]);
    const [first, second] = question?.choices.map(({ action }) => decodeAction(encodeAction(action))) ?? [];
    if (first === undefined || second === undefined) throw new Error("a button cannot be read back");
    expect((await pressIn(BERT, { action: first }))?.body[0]).toContain("Only the people who manage");
    expect((await pressIn(CARLA, { action: second }))?.body[0]).toContain("nothing by that name here");
    expect(withoutCommas((await pressIn(ANNA, { action: second }))?.body[0])).toBe("Paused until Tuesday 1 December 2026.");
    expect(await say("/nudge list")).toMatch(
      /in this channel\. Next: .*\n.*to you directly\. Paused until Tuesday 1 December 2026\./,
    );
    // Only one of the two is paused.
    expect(await say("/nudge resume")).toContain("Resumed.");
    expect(await say("/nudge resume")).toBe("Nothing is paused here. See /nudge list.");
    for (const { action } of (await ask(ANNA, { text: "/nudge remove" }))?.choices ?? []) {
      expect((await pressIn(ANNA, { action }))?.body[0]).toContain("Removed");
      expect((await pressIn(ANNA, { action }))?.body[0]).toContain("have been removed");
    }
    expect(await nudges.subscriptionsOf(channel)).toEqual([]);
  });

  it("shows the progress of a campaign, or says that no campaign is running here", async () => {
    const { say, fill } = await openNudgeCommands();
    expect(await say("/nudge campaign progress")).toContain("No campaign is running here.");
    await fill({});
    await fill({ days: ["5"] });
    expect(await say("/nudge campaign progress")).toContain("No campaign is running here.");
    await say("/nudge campaign start month");
    expect(await say("/nudge campaign progress")).toContain("steps sent");
    expect(await say("/nudge campaign progress month")).toContain("steps sent");
  });

  it("can preview the next nudge, send one now, and list what was sent", async () => {
    const { ask, say, fill, tickAt, platform, clock } = await openNudgeCommands();
    await fill({ content: ["tip"] });
    expect(await say("/nudge history")).toBe("Nothing has been due yet.");
    const preview = await ask(ANNA, { text: "/nudge preview" });
    expect(preview).toMatchObject({ kind: "nudge", actions: [], footnote: expect.stringContaining("only you see this") });
    await fill({ where: ["me"], content: ["quiz"] });
    const [, own] = ((await say("/nudge list")) ?? "").match(/\n(\w{6}): a quiz/) ?? [];
    const quiz = await ask(ANNA, { text: `/nudge preview ${own}` });
    expect(quiz).toMatchObject({ choices: [], points: { items: ["Yes", "No", "Perhaps"] } });
    expect(await say(`/nudge remove ${own}`)).toContain("Removed");
    await tickAt(clock.now);
    expect(platform.posted).toEqual([]);
    expect(await say("/nudge now")).toBe("One is on its way.");
    await tickAt(clock.now);
    expect(platform.posted).toMatchObject([{ place: channel, reply: { title: "Security tip" } }]);
    expect(await say("/nudge history")).toMatch(
      /What was sent\nSunday 22 November 2026 at 12:00: sent \(About (phishing|nis2)\)/,
    );
  });

  it("sends one nudge, and posts one quiz, for a command that is answered again after a crash", async () => {
    const { ask, fill, tickAt, platform, clock } = await openNudgeCommands();
    await fill({ content: ["tip"] });
    for (const [text, said] of [
      ["/nudge now", "One is on its way."],
      ["/quiz here", "The quiz is on its way to the channel."],
    ] as const) {
      const before = platform.posted.length;
      for (let time = 0; time < 2; time += 1) {
        expect((await ask(ANNA, { id: `message ${text}`, text }))?.body).toEqual([said]);
        await tickAt(clock.now);
      }
      expect(platform.posted, text).toHaveLength(before + 1);
    }
  });

  it("sends one step of a campaign for a command that is answered again after a crash", async () => {
    const { ask, say, tickAt, platform, clock } = await openNudgeCommands();
    await say("/nudge campaign start month");
    for (let time = 0; time < 2; time += 1) {
      expect((await ask(ANNA, { id: "message 1", text: "/nudge now" }))?.body).toEqual(["One is on its way."]);
      await tickAt(clock.now);
    }
    expect(platform.posted.map(({ reply }) => reply.footnote)).toEqual(["Month: step 1 of 2"]);
    await ask(ANNA, { id: "message 2", text: "/nudge now" });
    await tickAt(clock.now + 2_000);
    expect(platform.posted.map(({ reply }) => reply.footnote)).toEqual(["Month: step 1 of 2", "Month: step 2 of 2"]);
  });

  it.each(["saveAnswer", "setReview"] as const)(
    "brings a question back whose wrong answer was cut off by a crash at %s",
    async (write) => {
      const { ask, pressIn, nudges } = await openNudgeCommands();
      const quiz = await ask(ANNA, { text: "/quiz" });
      const actions = quiz?.choices.map(({ action }) => action) ?? [];
      const { within } = nudges;
      const killed = () => Promise.reject(new Error("killed"));
      nudges.within = (transaction) => ({ ...within(transaction), [write]: killed });
      const asked = actions.flatMap((action) => (action.kind === "quiz-answer" ? action : []));
      const { question, item } = (await nudges.quiz(asked[0]?.quiz ?? "")) ?? {};
      const wrong = asked.find(({ option }) => option !== question?.answer);
      if (wrong === undefined) throw new Error("no wrong answer");
      await expect(pressIn(ANNA, { id: "press", action: wrong })).rejects.toThrow("killed");
      nudges.within = within;
      await pressIn(ANNA, { id: "press", action: wrong });
      const anna = await nudges.participant({ platform: "test", workspace: "w", person: "anna" });
      expect(await nudges.reviews(anna)).toMatchObject([{ item, rung: 0 }]);
    },
  );

  it.each(["2026-11-23 09:30", "2026-11-30 09:30"])(
    "previews exactly what is then sent at %s, however often it is asked",
    async (moment) => {
      const { ask, fill, tickAt, platform } = await openNudgeCommands();
      await fill({ days: ["1"] });
      if (moment > "2026-11-24") await tickAt(at("2026-11-23 09:30"));
      const looks = await Promise.all([1, 2, 3].map(() => ask(ANNA, { text: "/nudge preview" })));
      const before = platform.posted.length;
      await tickAt(at(moment));
      expect(platform.posted).toHaveLength(before + 1);
      const sent = platform.posted.at(-1)?.reply;
      for (const look of looks) {
        expect({ title: look?.title, body: look?.body }).toEqual({ title: sent?.title, body: sent?.body });
      }
    },
  );

  it("starts a campaign, and sends its next step early without sending it twice", async () => {
    const { say, tickAt, platform, clock } = await openNudgeCommands();
    expect(await say("/nudge campaign")).toBe("Campaigns\nmonth: Month. x\ndated: Dated. x");
    expect(await say("/nudge campaign start nothing")).toContain("do not know that campaign");
    expect(await say("/nudge campaign start month", BERT)).toContain("Only the people who manage");
    expect(await say("/nudge campaign start month")).toContain("the campaign “Month”");
    await say("/nudge now");
    await tickAt(clock.now);
    await tickAt(at("2026-11-23 09:30"));
    await tickAt(at("2026-11-24 09:30"));
    expect(platform.posted.map(({ reply }) => reply.footnote)).toEqual(["Month: step 1 of 2", "Month: step 2 of 2"]);
  });

  it("can snooze, stop and explain nudges through their buttons", async () => {
    const { press, pressIn, fill, only, nudges } = await openNudgeCommands();
    await fill({ days: ["1"] });
    const { id: subscription } = await only();
    expect(await press({ kind: "why-nudge", subscription, language: "en" }, BERT)).toContain("Anna set this up");
    expect(await press({ kind: "snooze", subscription, days: 7, language: "en" }, BERT)).toContain("Only the people");
    expect(await press({ kind: "snooze", subscription, days: 7, language: "en" })).toContain("until Monday 30 November 2026");
    expect((await only()).nextLook.nextDueAt).toBe(at("2026-11-30 09:30"));
    expect(await press({ kind: "confirm-stop", subscription, language: "en" }, BERT)).toContain("Only the people");
    const asked = await pressIn(ANNA, { action: { kind: "confirm-stop", subscription, language: "en" } });
    expect(asked?.body[0]).toContain("nobody in this channel will get them any more");
    expect(await nudges.subscription(subscription)).toBeDefined();
    const stop = asked?.actions.find(({ label }) => label === "Stop")?.action as Action;
    expect(await press(stop)).toContain("Stopped. This channel will not get any more");
    expect(await nudges.subscription(subscription)).toBeUndefined();
    expect(await press({ kind: "snooze", subscription, days: 7, language: "en" })).toContain("have been removed");
  });

  it("refuses a pause until a date that has passed, and refuses to send during a pause", async () => {
    const { say, fill } = await openNudgeCommands();
    await fill({ days: ["1"] });
    expect(await say("/nudge pause until spring")).toContain("I did not understand the date. Write it as 2026-12-24");
    expect(await say("/nudge pause until 22 november")).toBe("That is too early. Give a date after today.");
    expect(await say("/nudge pause until 2020-01-01")).toBe("That is too early. Give a date after today.");
    await say("/nudge pause");
    expect(await say("/nudge now")).toBe("It is paused. Resume it first with /nudge resume.");
  });

  it("does not name a holiday as the next day", async () => {
    const { fill, say, clock } = await openNudgeCommands();
    clock.now = at("2026-12-24 12:00");
    expect(withoutCommas((await fill({ days: ["5"] }))?.body[1])).toBe("Next: Friday 8 January 2027 at 09:30.");
    expect(await say("/nudge list")).toContain("Next: Friday 8 January 2027");
  });

  it("begins an interval on a working day, even if it is set up on a day off", async () => {
    const { fill, only } = await openNudgeCommands();
    expect((await fill({ every: ["7"] }))?.body[0]).toContain("every 7 days");
    expect((await only()).schedule).toMatchObject({ from: "2026-11-23" });
  });

  it("does not start a campaign that is already running in the place", async () => {
    const { say, tickAt } = await openNudgeCommands();
    await say("/nudge campaign start month");
    expect(await say("/nudge campaign start month")).toContain("That campaign is already running there.");
    for (const day of ["23", "24", "25"]) await tickAt(at(`2026-11-${day} 09:30`));
    expect(await say("/nudge campaign start month")).toContain("the campaign “Month”");
  });

  it("can send all steps of a campaign early, one after the other and none twice", async () => {
    const { say, tickAt, platform, clock } = await openNudgeCommands();
    await say("/nudge campaign start month");
    expect(await say("/nudge now")).toBe("One is on its way.");
    expect(await say("/nudge list")).toContain("Next: Tuesday 24 November 2026 at 09:30.");
    for (let press = 1; press < 3; press += 1) expect(await say("/nudge now")).toBe("One is on its way.");
    expect(await say("/nudge now")).toBe("There is nothing to send.");
    await tickAt(clock.now);
    await tickAt(clock.now + 2_000);
    expect(platform.posted.map(({ reply }) => reply.title)).toEqual(["Security tip", "Quick quiz", "Month has ended"]);
  });

  it("loses no step of a campaign that is snoozed or paused for some days", async () => {
    for (const rest of ["snooze", "pause"] as const) {
      const { say, press, only, tickAt, platform } = await openNudgeCommands();
      await say("/nudge campaign start month");
      const { id: subscription } = await only();
      if (rest === "snooze") await press({ kind: "snooze", subscription, days: 7, language: "en" });
      else await say("/nudge pause until 2026-11-30");
      for (let day = 23; day < 30; day += 1) await tickAt(at(`2026-11-${day} 09:30`));
      expect(platform.posted).toEqual([]);
      for (const day of ["2026-11-30", "2026-12-01", "2026-12-02"]) await tickAt(at(`${day} 09:30`));
      const nudged = platform.posted.filter(({ key }) => !key.endsWith("/result"));
      expect(nudged.map(({ reply }) => reply.title)).toEqual(["Security tip", "Quick quiz", "Month has ended"]);
    }
  });

  it("says at once that Malinois cannot post in a channel, and saves nothing", async () => {
    const { ask, fill, nudges } = await openNudgeCommands();
    const deaf = { mayPost: false };
    const refused = async (text: string) => (await ask(ANNA, { ...deaf, text }))?.body[0];
    const refusedForm = async (values: FormSubmission["values"]) => (await fill(values, ANNA, deaf))?.body[0];
    expect(await refusedForm({})).toContain("I cannot post in this");
    expect(await refused("/nudge campaign start month")).toContain("I cannot post in this channel yet");
    expect(await refused("/quiz here")).toContain("I cannot post in this channel yet");
    expect(await nudges.subscriptionsOf(channel)).toEqual([]);
    const own = await refusedForm({ where: ["me"] });
    expect(own).toContain("to you directly");
  });

  it("can set up direct messages that are sent to the channel if they are refused", async () => {
    const { fill, tickAt, platform, only } = await openNudgeCommands();
    await fill({ where: ["me-or-channel"], days: ["1", "2"], time: ["09:00"], content: ["tip"] });
    platform.refuses.set("anna", "undeliverable");
    for (const day of ["2026-11-23", "2026-11-24"]) {
      await tickAt(at(`${day} 09:00`));
      await tickAt(at(`${day} 09:01`));
    }
    expect(platform.posted.map(({ place }) => place.channel)).toEqual([channel.channel, channel.channel]);
    expect((await only({ ...channel, channel: "anna", recipient: "anna" })).pause).toBeUndefined();
  });

  it("finds a person's own nudges on a platform whose direct messages belong to no workspace", async () => {
    const { fill, say, pressIn } = await openNudgeCommands();
    await fill({ where: ["me"] }, BERT);
    const direct: Place = { ...channel, workspace: "", channel: "D1", private: true, recipient: "bert" };
    const listed = await say("/nudge list", BERT, direct);
    expect(listed).toContain("to you directly");
    const [subscription = ""] = listed?.match(/\b[2-9a-z]{6}(?=:)/) ?? [];
    const press = (asker: Person, place: Place) =>
      pressIn(asker, { place, action: { kind: "stop-nudges", subscription, language: "en" } });
    const others: Place = { ...direct, recipient: "carla" };
    expect((await press(CARLA, others))?.body[0]).toContain("have been removed");
    expect((await press(BERT, direct))?.body[0]).toContain("Stopped.");
  });

  it("shows how far a campaign is and how many people took part", async () => {
    const { say, tickAt, platform, pressIn } = await openNudgeCommands();
    expect(await say("/nudge campaign progress")).toContain("No campaign is running here");
    await say("/nudge campaign start month");
    await tickAt(at("2026-11-23 09:30"));
    expect(await say("/nudge campaign progress")).toBe(
      "Month\n1 of 2 steps sent, 0 skipped.\nNext step: Tuesday 24 November 2026.",
    );
    await tickAt(at("2026-11-24 09:30"));
    await pressIn(BERT, { action: platform.posted[1]?.reply.choices[0]?.action as Action });
    expect(await say("/nudge campaign progress", BERT)).toContain("One person took part");
    await tickAt(at("2026-11-25 09:30"));
    expect(await say("/nudge campaign progress")).toContain("The campaign has ended.");
  });

  it("does not shorten a longer pause by a snooze", async () => {
    const { press, say, fill, only } = await openNudgeCommands();
    await fill({ days: ["1"] });
    const { id: subscription } = await only();
    const snooze = () => press({ kind: "snooze", subscription, days: 7, language: "en" });
    await say("/nudge pause until 2027-01-11");
    expect(await snooze()).toContain("until Monday 11 January 2027");
    expect((await only()).pause).toEqual({ reason: "asked", until: at("2027-01-11 00:00") });
    await say("/nudge pause");
    expect(await snooze()).toContain("Paused.");
    expect((await only()).pause).toEqual({ reason: "asked" });
  });

  it("does not find what is set up in another workspace", async () => {
    const { fill, only, pressIn } = await openNudgeCommands();
    await fill({});
    const { id: subscription } = await only();
    const elsewhere = { ...aside, workspace: "other" };
    const reply = await pressIn(ANNA, { place: elsewhere, action: { kind: "stop-nudges", subscription, language: "en" } });
    expect(reply?.body[0]).toContain("have been removed");
    expect(await only()).toBeDefined();
  });
});

describe("newcomers", () => {
  const NIEK: Person = { id: "niek", name: "Niek", language: "nl", zone: "Europe/London" };
  const direct: Place = { ...channel, channel: "niek", recipient: "niek", private: true };

  it("get the campaign that was chosen, in their own language and zone", async () => {
    const { say, tickAt, platform, only, answerIn, pressIn } = await openNudgeCommands();
    expect(await say("/nudge newcomers")).toContain("Newcomers get nothing from me.");
    expect(await say("/nudge newcomers month")).toContain("everyone who joins gets the campaign “Month”");
    expect(await say("/nudge newcomers", BERT)).toContain("Newcomers get the campaign “Month”");
    const joins = () => answerIn({ kind: "joined", id: "j", place: direct, asker: NIEK }, "nl");
    expect(await joins()).toEqual([]);
    await joins();
    expect(await only(direct)).toMatchObject({ language: "nl", zone: "Europe/London", owner: { person: "" } });
    await tickAt(at("2026-11-23 10:30"));
    expect(platform.posted).toMatchObject([{ place: { recipient: "niek" }, reply: { language: "nl" } }]);
    expect(platform.posted[0]?.reply.body.join(" ")).toContain("Iemand in je team heeft ze ingesteld");
    const stopOf = (reply: Reply | undefined) => reply?.actions.find(({ label }) => label === "Stop")?.action as Action;
    const asked = await pressIn(NIEK, { place: direct, action: stopOf(platform.posted[0]?.reply) });
    expect(asked?.body[0]).toContain("you will not get them any more");
    expect((await pressIn(NIEK, { place: direct, action: stopOf(asked) }))?.body[0]).toContain("Stopped. You will not");
  });

  it("get nothing before a campaign was chosen, and nothing after that was undone", async () => {
    const { say, answerIn, nudges } = await openNudgeCommands();
    const joins = () => answerIn({ kind: "joined", id: "j", place: direct, asker: NIEK }, "nl");
    await joins();
    await say("/nudge newcomers month");
    expect(await say("/nudge newcomers off")).toContain("anything from me any more");
    await joins();
    expect(await nudges.subscriptionsOf(direct)).toEqual([]);
  });

  it("are only served by administrators' choice, and on platforms that report who joins", async () => {
    const { say } = await openNudgeCommands();
    expect(await say("/nudge newcomers month", CARLA)).toContain("Only administrators");
    expect(await say("/nudge newcomers nothing")).toContain("do not know that campaign");
    expect(await say("/nudge newcomers dated")).toContain("That campaign has fixed dates.");
    const elsewhere: Place = { ...aside, platform: "deaf" };
    expect(await say("/nudge newcomers month", ANNA, elsewhere)).toContain("I am not told when someone joins here");
  });
});

describe("quizzes", () => {
  const answerTo = (reply: Reply | undefined, position: number): Action => {
    const action = reply?.choices[position]?.action;
    if (action === undefined) throw new Error("no such button");
    return action;
  };

  it("can be answered once in private, give the reason, and come back after a wrong answer", async () => {
    const { ask, press, say, clock } = await openNudgeCommands();
    expect(await say("/quiz me")).toContain("You have not answered any quizzes yet.");
    const quiz = await ask(BERT, { text: "/quiz" });
    expect(await press(answerTo(quiz, 0), BERT)).toBe(
      "Not quite. The right answer: No\nBecause of passwords.\nThis one will come back in a while, with /quiz, so that it sticks.",
    );
    expect(await press(answerTo(quiz, 1), BERT)).toContain("You have already answered this one: Yes");
    expect(await say("/quiz me", BERT)).toBe(
      "Your quizzes\nYou answered 1 question, 0 of them right on the first try.\nOne is waiting to come back.",
    );
    clock.now += DAY;
    expect(await press(answerTo(await ask(BERT, { text: "/quiz" }), 1), BERT)).toContain("Right!");
    expect(await say("/quiz me", BERT)).toContain("1 of them right");
  });

  it("are posted in the channel for people with the right, and close there with counts but no names", async () => {
    const { say, press, tickAt, platform, clock, pressIn } = await openNudgeCommands();
    expect(await say("/quiz here", BERT)).toContain("Only the people");
    expect(await say("/quiz here")).toBe("The quiz is on its way to the channel.");
    await tickAt(clock.now);
    const posted = platform.posted[0]?.reply;
    await press(answerTo(posted, 1), BERT);
    await press(answerTo(posted, 0), ANNA);
    await tickAt(clock.now + DAY);
    expect(platform.posted[1]?.reply.body[1]).toBe("2 answers, 1 right.");
    expect(JSON.stringify(platform.posted[1])).not.toMatch(/bert|anna/i);
    expect((await pressIn(BERT, { action: answerTo(posted, 1) }))?.body[0]).toContain("This quiz has closed");
  });

  it("show points and names only if a team has turned them on", async () => {
    const { say, press, tickAt, platform, clock } = await openNudgeCommands();
    expect(await say("/quiz board")).toContain("Points are off here.");
    expect(await say("/quiz board on", CARLA)).toContain("Only administrators");
    await say("/quiz board on");
    await say("/quiz here");
    await tickAt(clock.now);
    await press(answerTo(platform.posted[0]?.reply, 1), BERT);
    expect(await say("/quiz board")).toBe("Quiz points\nBert: 1");
    await say("/quiz board off");
    expect(await say("/quiz board")).toContain("Points are off here.");
  });

  it("are anonymous outside channels, and then give no points", async () => {
    const { ask, say, press, tickAt, platform, fill, clock, nudges, pressIn } = await openNudgeCommands();
    await say("/quiz board on");
    await fill({ where: ["me"], content: ["quiz"], days: ["1"] }, BERT);
    await tickAt(at("2026-11-23 09:30"));
    const direct: Place = { ...channel, channel: "D1", private: true, recipient: "bert" };
    await pressIn(BERT, { place: direct, action: answerTo(platform.posted[0]?.reply, 1) });
    await press(answerTo(await ask(BERT, { text: "/quiz" }), 1), BERT);
    expect(await say("/quiz board")).not.toContain("Bert");
    expect(await say("/quiz me", BERT, direct)).toContain("You answered 2 questions");
    const [key = ""] = platform.posted.map((one) => one.key);
    expect(await nudges.quiz(key)).not.toHaveProperty("place");
    expect(clock.now).toBeGreaterThan(SUNDAY);
  });

  it("accept another answer until they close if a team turned that on, and count the last one", async () => {
    const { say, press, tickAt, platform, clock } = await openNudgeCommands();
    expect(await say("/quiz changes on", CARLA)).toContain("Only administrators");
    expect(await say("/quiz changes on")).toContain("can be changed until its quiz closes");
    await say("/quiz here");
    await tickAt(clock.now);
    const quiz = platform.posted[0]?.reply;
    expect(quiz?.body[1]).toContain("Until then you can change your answer.");
    await press(answerTo(quiz, 0), BERT);
    expect(await press(answerTo(quiz, 1), BERT)).toContain("I have changed your answer.");
    await tickAt(clock.now + DAY);
    expect(platform.posted[1]?.reply.body[1]).toBe("One answer, and it was right.");
    expect(await say("/quiz changes off")).toContain("the first answer counts");
  });

  it("count one answer from a person who presses twice at once", async () => {
    const { ask, press, nudges } = await openNudgeCommands();
    const quiz = await ask(BERT, { text: "/quiz" });
    await Promise.all([press(answerTo(quiz, 0), BERT), press(answerTo(quiz, 1), BERT)]);
    const participant = await nudges.participant({ platform: "test", workspace: "w", person: "bert" });
    expect(await nudges.gradedAnswers({ participant })).toHaveLength(1);
  });

  it("that no longer exist say so", async () => {
    const { press } = await openNudgeCommands();
    expect(await press({ kind: "quiz-answer", quiz: "gone", option: 0, language: "en" })).toBe("I can no longer find this quiz.");
  });
});
