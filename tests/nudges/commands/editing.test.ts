import { describe, expect, it } from "vitest";
import { decodeAction, encodeAction } from "../../../src/actions.ts";
import { FORM_NAMES, type FormSubmission } from "../../../src/forms.ts";
import { UI_LANGUAGES } from "../../../src/languages/languages.ts";
import type { Person, Place } from "../../../src/model.ts";
import { at, channel, DAY } from "../fixtures.ts";
import { ANNA, aside, BERT, CARLA, openNudgeCommands, withoutCommas } from "./stage.ts";

const MONDAY = at("2026-11-23 09:00");

async function openEditing() {
  const stage = await openNudgeCommands();
  const save = async (id: string, values: FormSubmission["values"], asker: Person = ANNA, place: Place = aside) => {
    const submission = { form: "edit-nudge", subject: id, language: "en", values } as const;
    const reply = await stage.fill({}, asker, { place, submission });
    return { said: withoutCommas(reply?.body.join("\n")), form: reply?.form };
  };
  const formOf = async (asker: Person = ANNA, text = "/nudge edit", place: Place = aside) =>
    (await stage.ask(asker, { text, place }))?.form;
  const valuesOf = async (...asked: Parameters<typeof formOf>) =>
    Object.fromEntries((await formOf(...asked))?.fields.map(({ name, values }) => [name, values]) ?? []);
  /** Sets up a nudge and returns its id. */
  const setUp = async (values: FormSubmission["values"]) => {
    await stage.fill(values);
    return (await stage.nudges.subscriptionsOf(channel)).at(-1)?.id ?? "";
  };
  return { ...stage, save, formOf, valuesOf, setUp };
}

describe("the form of /nudge edit", () => {
  it("is filled in with the current values", async () => {
    const { setUp, valuesOf } = await openEditing();
    const wanted = {
      ...{ content: ["quiz"], days: ["1", "3"], time: ["10:15"], areas: ["law"], every: [], zone: ["Europe/London"] },
      ...{ language: ["fr"], region: ["LU"], limit: ["5"], quiet: ["19:00-08:00"], "day-off": ["move"] },
    };
    await setUp(wanted);
    expect(await valuesOf()).toEqual(wanted);
    const { where: _, ...usual } = Object.fromEntries(
      (await openEditing().then(({ formOf }) => formOf(ANNA, "/nudge add")))?.fields.map(({ name, values }) => [name, values]) ??
        [],
    );
    const other = await openEditing();
    await other.setUp({});
    expect(await other.valuesOf()).toEqual(usual);
  });

  it("shows an interval without weekdays, and for a campaign only its time and rules", async () => {
    const { setUp, say, valuesOf, formOf } = await openEditing();
    await setUp({ every: ["14"] });
    expect(await valuesOf()).toMatchObject({ every: ["14"], days: [] });
    expect((await formOf())?.fields.find(({ name }) => name === "days")?.optional).toBe(true);
    await say("/nudge campaign start month");
    const ofCampaign = await formOf(ANNA, "/nudge edit month");
    expect(ofCampaign?.fields.map(({ name }) => name)).toEqual([
      ...["content", "time", "zone", "language", "region", "limit", "quiet", "day-off"],
    ]);
    expect(ofCampaign?.fields[0]).toMatchObject({ options: [{ label: "Campaign: Month" }], values: ["campaign:month"] });
  });

  it("opens in each language, with the required fields among its first five", async () => {
    const { commands, setUp } = await openEditing();
    const id = await setUp({});
    for (const language of UI_LANGUAGES) {
      const form = await commands.form({ name: "edit-nudge", subject: id, language }, ANNA, aside);
      expect(form).toMatchObject({ name: "edit-nudge", subject: id });
      expect(form?.title.length).toBeLessThanOrEqual(24);
      expect(form?.fields.slice(5).every(({ optional }) => optional)).toBe(true);
    }
    expect(FORM_NAMES).toContain("edit-nudge");
  });

  it("opens from a button in the list or after “Which one?”, for people who may change the nudge", async () => {
    const { setUp, fill, ask, commands } = await openEditing();
    const first = await setUp({ days: ["1"] });
    const buttons = async (asker: Person, text: string) =>
      ((await ask(asker, { text }))?.choices ?? []).map(({ label, action }) => [label, decodeAction(encodeAction(action))]);
    const opens = (subject: string) => ({ kind: "form", form: "edit-nudge", subject, language: "en" });
    expect(await buttons(ANNA, "/nudge list")).toEqual([["Change", opens(first)]]);
    expect(await buttons(BERT, "/nudge list")).toEqual([]);
    await fill({ where: ["me"] }, BERT);
    const own = (await ask(BERT, { text: "/nudge list" }))?.body[1]?.slice(0, 6) ?? "";
    expect(await buttons(BERT, "/nudge list")).toEqual([[`Change ${own}`, opens(own)]]);
    const second = await setUp({ days: ["2"] });
    expect((await ask(CARLA, { text: "/nudge edit" }))?.body[0]).toBe("There are several. Which one would you like to change?");
    expect(await buttons(CARLA, "/nudge edit")).toEqual([
      ["Change 1", opens(first)],
      ["Change 2", opens(second)],
    ]);
    expect((await commands.form({ name: "edit-nudge", subject: second, language: "en" }, CARLA, aside))?.subject).toBe(second);
    // No form opens if the asker may not change the nudge, or if several could be meant.
    for (const [asker, subject] of [
      [BERT, first],
      [CARLA, own],
      [ANNA, undefined],
      [ANNA, "nobody"],
    ] as const) {
      const reference = { name: "edit-nudge", language: "en", ...(subject && { subject }) } as const;
      expect(await commands.form(reference, asker, aside)).toBeUndefined();
    }
  });

  it("is part of the reply if a press cannot open it, unless the reply says why there is none", async () => {
    const { setUp, pressIn } = await openEditing();
    const subject = await setUp({});
    const action = { kind: "form", form: "edit-nudge", subject, language: "en" } as const;
    expect((await pressIn(ANNA, { action }))?.form?.subject).toBe(subject);
    expect((await pressIn(BERT, { action }))?.body[0]).toContain("Only the people who manage this channel");
    expect((await pressIn(ANNA, { action: { ...action, subject: "gone" } }))?.body[0]).toContain("nothing by that name");
  });
});

describe("an edited nudge", () => {
  it("keeps its id and owner, is sent at its new time, and is described in the reply", async () => {
    const { setUp, save, only, tickAt, platform, ledger, say } = await openEditing();
    const id = await setUp({ days: ["1"], time: ["09:00"] });
    await tickAt(MONDAY);
    const { createdAt, owner } = await only();
    const { said } = await save(id, { days: ["3"], time: ["10:30"], content: ["quiz"], limit: ["2"] });
    expect(said).toBe(
      "Changed: a quiz, every Wednesday at 10:30 (Europe/Brussels), in this channel. Next: Wednesday 25 November 2026 at 10:30.",
    );
    expect(await only()).toMatchObject({ id, createdAt, owner, place: channel, sendPolicy: { weeklyLimit: 2 } });
    await tickAt(at("2026-11-25 10:30"));
    expect(platform.posted).toHaveLength(2);
    expect(await ledger(id)).toEqual([`${id}/2026-11-23/0900 sent`, `${id}/2026-11-25/1030 sent`]);
    expect(await say("/nudge list")).toContain(`${id}: a quiz, every Wednesday at 10:30`);
  });

  it("is not sent twice on the day of the change, even if it is changed while it is being sent", async () => {
    const { setUp, save, tickAt, platform, clock } = await openEditing();
    const id = await setUp({ days: ["1", "2"], time: ["09:00"] });
    platform.will("later");
    await tickAt(MONDAY);
    expect(platform.posted).toHaveLength(0);
    expect((await save(id, { time: ["15:00"] })).said).toContain("Next: Tuesday 24 November 2026 at 15:00.");
    await tickAt(clock.now + 60_000);
    expect(platform.posted).toHaveLength(1);
    await tickAt(at("2026-11-23 15:00"));
    // Change to a time that has passed in one zone and is still to come in the other.
    await save(id, { time: ["16:00"], zone: ["America/New_York"] });
    await tickAt(at("2026-11-23 22:00"));
    expect(platform.posted).toHaveLength(1);
    await tickAt(at("2026-11-24 22:00"));
    expect(platform.posted).toHaveLength(2);
  });

  it("is still sent on the day of the change if it was not sent yet, except by command", async () => {
    const { setUp, save, say, tickAt, platform, clock } = await openEditing();
    const id = await setUp({ days: ["1"], time: ["18:00"] });
    await tickAt(MONDAY);
    await say("/nudge now");
    await tickAt(clock.now);
    expect(platform.posted).toHaveLength(1);
    expect((await save(id, { time: ["11:00"] })).said).toContain("Next: Monday 23 November 2026 at 11:00.");
    await tickAt(at("2026-11-23 11:00"));
    expect(platform.posted).toHaveLength(2);
    await tickAt(at("2026-11-23 18:00"));
    expect(platform.posted).toHaveLength(2);
  });

  it("stays paused", async () => {
    const { setUp, save, say, only, tickAt, platform } = await openEditing();
    const id = await setUp({ days: ["1"] });
    await say("/nudge pause until 2026-12-01");
    const { pause } = await only();
    expect((await save(id, { days: ["1", "2", "3"], time: ["09:00"] })).said).toContain("Paused until Tuesday 1 December 2026.");
    expect((await only()).pause).toEqual(pause);
    await tickAt(at("2026-11-24 09:00"));
    expect(platform.posted).toEqual([]);
    await tickAt(at("2026-12-01 09:00"));
    expect(platform.posted).toHaveLength(1);
  });

  it("continues counting an interval from its first day, and starts again with a different interval", async () => {
    const { setUp, save, tickAt } = await openEditing();
    const id = await setUp({ every: ["7"], time: ["09:00"] });
    await tickAt(at("2026-11-25 12:00"));
    expect((await save(id, { time: ["10:00"] })).said).toContain("Next: Monday 30 November 2026 at 10:00.");
    expect((await save(id, { every: ["2"] })).said).toContain("Next: Friday 27 November 2026 at 10:00.");
    expect((await save(id, { every: [], days: ["4"] })).said).toContain("every Thursday at 10:00");
  });

  it("of a campaign keeps its progress, its days and its steps", async () => {
    const { say, save, only, tickAt, platform, ledger } = await openEditing();
    await say("/nudge campaign start month");
    const { id, schedule } = await only();
    await tickAt(at("2026-11-23 09:30"));
    expect(platform.posted).toHaveLength(1);
    expect((await save(id, { time: ["14:00"], language: ["en"] })).said).toContain("Next: Tuesday 24 November 2026 at 14:00.");
    expect((await only()).schedule).toEqual({ ...schedule, time: "14:00" });
    await tickAt(at("2026-11-23 14:00"));
    expect(platform.posted).toHaveLength(1);
    // If the new time of today's step has already passed, the step is sent on the next free day instead of being lost.
    await tickAt(at("2026-11-24 12:00"));
    expect((await save(id, { time: ["10:00"] })).said).toContain("Next: Wednesday 25 November 2026 at 10:00.");
    for (const day of ["25", "26"]) await tickAt(at(`2026-11-${day} 10:00`));
    expect(await ledger(id)).toEqual([
      `${id}/2026-11-23/0930 sent`,
      `${id}/2026-11-23/1400 skipped merged`,
      `${id}/2026-11-25/1000 sent`,
      `${id}/2026-11-26/1000 sent`,
    ]);
    expect(await say("/nudge campaign progress")).toContain("2 of 2 steps sent");
  });

  it("can only be changed by people with the right, wherever the form comes from", async () => {
    const { setUp, fill, save, only, nudges } = await openEditing();
    const id = await setUp({ days: ["1"] });
    const before = await only();
    for (const [asker, place] of [
      [BERT, aside],
      [CARLA, { ...aside, channel: "another" }],
      [ANNA, { ...aside, workspace: "v" }],
    ] as const) {
      expect((await save(id, { time: ["08:00"] }, asker, place)).said).toContain("Only the people who manage");
    }
    expect(await only()).toEqual(before);
    await fill({ where: ["me"] }, BERT);
    const [own] = await nudges.subscriptionsOf({ ...channel, channel: "bert", recipient: "bert" });
    expect((await save(own?.id ?? "", { time: ["08:00"] }, ANNA)).said).toContain("Only the people");
    expect((await save(own?.id ?? "", { time: ["08:00"] }, BERT)).said).toContain("to you directly");
    expect((await save("gone", {})).said).toContain("have been removed");
  });

  it("does not change if the form is invalid, and the form is returned as it was filled in", async () => {
    const { setUp, save, only } = await openEditing();
    const id = await setUp({ days: ["1"] });
    const before = await only();
    const { said, form } = await save(id, { time: ["noon"], days: ["5"] });
    expect(said).toContain("“noon” is not a time");
    expect(form).toMatchObject({ name: "edit-nudge", subject: id });
    expect(form?.fields.find(({ name }) => name === "days")?.values).toEqual(["5"]);
    expect((await save(id, { days: [] })).said).toContain("at least one day");
    expect(await only()).toEqual(before);
  });

  it("is not sent twice if the runner sends it at the moment of the change", async () => {
    const { setUp, save, nudges, tickAt, platform, only, clock } = await openEditing();
    const id = await setUp({ days: ["1"], time: ["09:00"] });
    const ledger = nudges.ledger;
    clock.now = MONDAY;
    // The runner sends at the moment when the form is submitted.
    Object.assign(nudges, {
      async ledger(...asked: Parameters<typeof ledger>) {
        const read = await ledger(...asked);
        Object.assign(nudges, { ledger });
        await tickAt(MONDAY);
        return read;
      },
    });
    await save(id, { time: ["15:00"] });
    await tickAt(MONDAY + DAY / 4);
    expect(platform.posted).toHaveLength(1);
    expect((await only()).schedule).toMatchObject({ time: "15:00" });
  });
});
