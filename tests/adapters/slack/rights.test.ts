import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SlackTimings } from "../../../adapters/slack/options.ts";
import type { Action } from "../../../src/actions.ts";
import { encodeAction, encodeForm } from "../../../src/actions.ts";
import type { Form } from "../../../src/forms.ts";
import type { Inbound } from "../../../src/model.ts";
import { actionIn } from "../../inbound.ts";
import { filledIn } from "../../protocol/slack/filling.ts";
import { type Running, startSlack } from "./harness.ts";

// What a question says about its asker: who they are and what they may change.

const MINUTE = 60_000;
const SNOOZE = { kind: "snooze", subscription: "k3f9", days: 7, language: "en" } as const;
const STOP = { kind: "stop-nudges", subscription: "k3f9", language: "en" } as const;
const PAUSE = { kind: "manage-nudge", command: "pause", subscription: "k3f9", language: "en" } as const;
const WHY = { kind: "why-nudge", subscription: "k3f9", language: "en" } as const;
const ANSWER = { kind: "quiz-answer", quiz: "q1", option: 0, language: "en" } as const;
const SETTINGS_FORM: Form = {
  ...{ name: "settings", subject: "answers", language: "en", title: "Answers", submit: "Save" },
  fields: [{ name: "hours", label: "Hours", kind: "text", values: [], optional: true }],
};
const SLOW = { kind: "slow", delay: 1_500 } as const;
const FAILING = { kind: "status", status: 500 } as const;

describe("rights in Slack", () => {
  let run: Running;
  const clock = { now: 1_795_000_000_000 };

  beforeEach(async () => {
    run = await startWith({});
  });

  async function startWith(timings: Partial<SlackTimings>): Promise<Running> {
    const started = await startSlack({ managers: ["S1", "S2", "U7"], now: () => clock.now, timings });
    const { workspace } = started.slack;
    workspace.joined.add("C1");
    workspace.creators.set("C1", "U3");
    workspace.groups.set("S1", ["U4"]);
    workspace.groups.set("S2", ["U5"]);
    workspace.profiles.set("U1", { is_admin: true, tz: "Europe/Brussels", name: "Anna" });
    workspace.profiles.set("U2", { is_owner: true });
    workspace.profiles.set("U6", { is_primary_owner: true });
    started.host.answer = () => [];
    return started;
  }

  afterEach(async () => {
    await run.stop();
    expect(run.slack.violations).toEqual([]);
  });

  async function next(asks: () => Promise<unknown>): Promise<Inbound | undefined> {
    const before = run.host.questions.length;
    await asks();
    await run.slack.until(() => run.host.questions.length > before, "the question");
    return run.host.questions.at(-1);
  }

  const types = (user: string, channel = "C1", command = "/nudge", text = "list") =>
    next(() => run.deliver(run.people.command(user, channel, command, text)));
  const presses = (user: string, action: Action) => {
    const { ts } = run.people.speak({ user: "U0BOT", channel: "C1", text: "a tip" });
    const button = { type: "button", action_id: "action-0", value: encodeAction(action) };
    return next(() => run.deliver(run.people.press(user, "C1", { ts }, button)));
  };
  const lookUps = (method: string) => run.slack.calls.filter((call) => call.method === method).length;
  const warnings = () => run.logger.lines.filter(({ level }) => level === "warn").map(({ message }) => message);

  it.each([
    ["an administrator", "U1", "workspace"],
    ["an owner", "U2", "workspace"],
    ["the first owner", "U6", "workspace"],
    ["a person named in the setting", "U7", "workspace"],
    ["a member of the first group", "U4", "workspace"],
    ["a member of the second group", "U5", "workspace"],
    ["the channel's creator", "U3", "channel"],
    ["anybody else", "U9", undefined],
  ])("are determined correctly for %s", async (_, user, mayManage) => {
    expect((await types(user))?.asker.mayManage).toBe(mayManage);
    expect((await types(user, "C1", "/quiz", "board on"))?.asker.mayManage).toBe(mayManage);
    expect((await presses(user, SNOOZE))?.asker.mayManage).toBe(mayManage);
    expect((await presses(user, STOP))?.asker.mayManage).toBe(mayManage);
    expect((await presses(user, PAUSE))?.asker.mayManage).toBe(mayManage);
    const { mention } = run.people.speak({ user, channel: "C1", text: "<@U0BOT> nudge pause" });
    expect((await next(() => run.deliver(mention)))?.asker.mayManage).toBe(mayManage);
  });

  it("can be given by choosing from the channels that Malinois is in and from the workspace's people, over several pages", async () => {
    const { profiles, joined, archived } = run.slack.workspace;
    for (let number = 0; number < 250; number += 1) profiles.set(`U1${number}`, { name: `Person ${number}` });
    joined.add("CGONE");
    archived.add("CGONE");
    const { channels, people } = await run.adapter.directory("T0TEAM");
    expect(channels).toContainEqual({ id: "C1", name: "#channel-c1" });
    expect(channels.map(({ id }) => id)).not.toContain("CGONE");
    expect(people).toContainEqual({ id: "U1249", name: "Person 249" });
    expect(people.map(({ name }) => name)).not.toEqual(expect.arrayContaining([expect.stringMatching(/Slackbot|Malinois|Gone/)]));
    for (let number = 250; number < 1_500; number += 1) profiles.set(`U1${number}`, { name: `Person ${number}` });
    expect((await run.adapter.directory("T0TEAM")).people).toHaveLength(1_000);
    expect(run.slack.violations).toEqual([]);
  });

  it("are looked up together with language, zone and name", async () => {
    run.slack.workspace.locales.set("U1", "fr-BE");
    expect((await types("U1"))?.asker).toEqual({
      id: "U1",
      language: "fr",
      zone: "Europe/Brussels",
      name: "Anna",
      mayManage: "workspace",
    });
  });

  it("in a channel are only looked up if they matter, while those in the workspace always are", async () => {
    const answered = [
      await types("U1", "C1", "/ask", "what is phishing?"),
      await types("U1", "C1", "/malinois", "settings"),
      await presses("U1", WHY),
      await presses("U1", ANSWER),
      await next(() => run.deliver(run.people.speak({ user: "U1", channel: "C1", text: "<@U0BOT> a nudge?" }).mention)),
      await types("U1", "DU1"),
    ];
    for (const question of answered) {
      const asker = { id: "U1", language: "en", zone: "Europe/Brussels", name: "Anna", mayManage: "workspace" };
      expect(question?.asker).toEqual(asker);
      expect(question).not.toHaveProperty("mayPost");
    }
    expect(lookUps("conversations.info")).toBe(0);
    expect(lookUps("usergroups.users.list")).toBe(2);
    expect((await types("U4", "C1", "/malinois", "settings"))?.asker.mayManage).toBe("workspace");
    expect((await types("U3", "C1", "/malinois", "settings"))?.asker.mayManage).toBeUndefined();
  });

  it("of a channel's creator hold for a request in words too, and are looked up once for the channel", async () => {
    for (const [user, mayManage] of [
      ["U3", "channel"],
      ["U9", undefined],
      ["U3", "channel"],
    ] as const) {
      const asked = await types(user, "C1", "/ask", "no more tips");
      expect(asked?.asker.mayManage).toBe(mayManage);
      expect(asked).not.toHaveProperty("mayPost");
    }
    expect(lookUps("conversations.info")).toBe(1);
    run.slack.faults.order("conversations.info", FAILING);
    for (const mayManage of [undefined, undefined, "channel"]) {
      run.slack.workspace.creators.set("C2", "U3");
      expect((await types("U3", "C2", "/ask", "no more tips"))?.asker.mayManage).toBe(mayManage);
      clock.now += MINUTE / 2;
    }
    expect(lookUps("conversations.info")).toBe(3);
  });

  it.each([
    ["somebody from another organisation", { team_id: "T0OTHER", is_admin: true }, "outsider"],
    ["somebody whom Slack calls a stranger", { is_stranger: true, is_owner: true }, "outsider"],
    ["a guest", { is_restricted: true }, "guest"],
    ["a guest of one channel", { is_ultra_restricted: true }, "guest"],
    ["a member", {}, undefined],
  ])("are not given to %s, whose standing is recognised", async (_, profile, standing) => {
    run.slack.workspace.profiles.set("U8", profile);
    const asker = (await types("U8", "C1", "/nudge", "list"))?.asker;
    expect(asker?.standing).toBe(standing);
    expect(asker).not.toHaveProperty("mayManage");
  });

  it("are looked up again when a form is submitted", async () => {
    run.host.forms.push(SETTINGS_FORM);
    const { ts } = run.people.speak({ user: "U0BOT", channel: "C1", text: "settings" });
    const button = { type: "button", action_id: "action-0", value: encodeForm(SETTINGS_FORM) };
    await run.deliver(run.people.press("U1", "C1", { ts }, button));
    await run.slack.until(() => run.slack.workspace.views.size === 1, "the form");
    run.slack.workspace.profiles.set("U1", { is_admin: false });
    const [view] = [...run.slack.workspace.views.values()];
    const sent = { ...view?.view, id: view?.id, hash: view?.hash };
    const submitted = await next(() => run.deliver(run.people.submits("U1", sent, filledIn(sent, {}))));
    expect(submitted).toMatchObject({ kind: "submitted", submission: { form: "settings", subject: "answers" } });
    expect(submitted?.asker).not.toHaveProperty("mayManage");
  });

  it.each([
    ["a channel that it is in", "C1", true],
    ["a channel that it is not a member of", "C2", false],
    ["a channel that it may not see", "G1", false],
    ["a channel that is archived", "C3", false],
  ])("include whether Malinois can post in %s", async (_, channel, mayPost) => {
    run.slack.workspace.joined.add("C3");
    run.slack.workspace.archived.add("C3");
    run.slack.workspace.hidden.add("G1");
    expect((await types("U9", channel))?.mayPost).toBe(mayPost);
  });

  it("are cached for a minute for groups and longer for people, but an invitation of Malinois is noticed at once", async () => {
    expect((await types("U4", "C2"))?.mayPost).toBe(false);
    run.slack.workspace.joined.add("C2");
    expect((await types("U4", "C2"))?.mayPost).toBe(true);
    expect([lookUps("usergroups.users.list"), lookUps("users.info")]).toEqual([2, 1]);
    run.slack.workspace.groups.set("S1", []);
    expect((await types("U4"))?.asker.mayManage).toBe("workspace");
    clock.now += MINUTE;
    expect((await types("U4"))?.asker.mayManage).toBeUndefined();
    run.slack.workspace.profiles.set("U4", { is_admin: true });
    clock.now += 15 * MINUTE;
    expect((await types("U4"))?.asker.mayManage).toBe("workspace");
  });

  it.each([
    ["slow", SLOW],
    ["failing", FAILING],
  ] as const)("are missing if Slack is %s, which is logged without names", async (name, fault) => {
    if (name === "slow") {
      await run.stop();
      run = await startWith({ courtesyTimeout: 500 });
    }
    run.slack.faults.order("conversations.info", fault, 2);
    expect(await types("U1")).toMatchObject({ asker: { mayManage: "workspace" } });
    expect(await types("U3")).not.toHaveProperty("mayPost");
    expect(run.host.questions.at(-1)?.asker).not.toHaveProperty("mayManage");
    run.slack.faults.order("usergroups.users.list", fault, 1, ({ usergroup }) => usergroup === "S1");
    expect(await types("U5")).toMatchObject({ asker: { mayManage: "workspace" }, mayPost: true });
    clock.now += MINUTE;
    run.slack.faults.order("usergroups.users.list", fault, 2);
    expect((await types("U4"))?.asker).not.toHaveProperty("mayManage");
    run.slack.faults.order("users.info", fault, 1, ({ user }) => user === "U2");
    expect(await types("U2")).toMatchObject({ asker: { id: "U2" }, mayPost: true });
    expect(run.host.questions.at(-1)?.asker).not.toHaveProperty("mayManage");
    expect(new Set(warnings().map((message) => message.replace(" in time", "")))).toEqual(
      new Set([
        "Slack did not tell who made a channel and who is in it",
        "Slack did not tell who is in a group of SLACK_MANAGERS",
        "Slack did not tell who a person is",
      ]),
    );
    expect(JSON.stringify(run.logger.lines)).not.toMatch(/Anna|U[1-9]\b/);
  });

  it("are all looked up at the same time", async () => {
    const timings = { courtesyTimeout: 20_000, callTimeout: 20_000, drainDeadline: 10 };
    const patient = await startSlack({ managers: ["S1"], timings });
    patient.slack.faults.order("users.info", { kind: "hang" });
    await patient.deliver(patient.people.command("U1", "C1", "/nudge", "list"));
    const asked = (method: string) => patient.slack.calls.some((call) => call.method === method);
    await patient.slack.until(() => asked("conversations.info") && asked("usergroups.users.list"), "the look-ups beside");
    await patient.stop();
  });

  const HOME = "T0MALINOIS";
  it.each([
    ["an administrator", "U1", HOME, true],
    ["a person named in the setting", "U7", HOME, true],
    ["a member of a group named in the setting", "U5", HOME, true],
    ["a channel's creator", "U3", HOME, false],
    ["anybody else", "U9", HOME, false],
    ["an administrator of another workspace", "U1", "T0OTHER", false],
  ])("to manage the workspace are reported correctly for %s", async (_, user, workspace, may) => {
    expect(await run.adapter.mayManage(workspace, user)).toBe(may);
  });

  it("to manage the workspace are looked up each time, and end with the account", async () => {
    expect(await run.adapter.mayManage(HOME, "U1")).toBe(true);
    run.slack.workspace.profiles.set("U1", { is_admin: false });
    expect(await run.adapter.mayManage(HOME, "U1")).toBe(false);
    run.slack.workspace.profiles.set("U7", { deleted: true });
    expect(await run.adapter.mayManage(HOME, "U7")).toBe(false);
    run.slack.faults.order("users.info", FAILING, 9);
    await expect(run.adapter.mayManage(HOME, "U2")).rejects.toThrow();
  });

  it("are looked up again after the person was erased", async () => {
    await types("U1");
    const { receive } = run.host;
    const isRedrawn = new Promise<void>((resolve) => {
      run.host.receive = async (inbound, onTaken) => {
        const decision = await receive(inbound, onTaken);
        if (actionIn(inbound)?.kind === "home") resolve();
        return decision;
      };
    });
    await presses("U1", { kind: "erase", language: "en" });
    // The start page is drawn again, which looks the person up too.
    await isRedrawn;
    await new Promise(setImmediate);
    run.slack.workspace.profiles.set("U1", { name: "Anne" });
    expect((await types("U1"))?.asker.name).toBe("Anne");
  });
});

describe("a newcomer in Slack", () => {
  it("is reported with what the event says if Slack cannot be asked, unless it is a bot", async () => {
    const run = await startSlack();
    run.host.answer = () => [];
    run.slack.faults.order("users.info", FAILING, 9);
    const profile = { display_name: "Nora" };
    await run.deliver(run.people.joins("B9", { is_bot: true }));
    await run.deliver(run.people.joins("U9", { locale: "nl-BE", tz: "Europe/Brussels", profile, is_restricted: true }));
    await run.slack.until(() => run.host.questions.length === 1, "the newcomer");
    expect(run.host.questions[0]).toEqual({
      id: "slack:T0MALINOIS:joined:U9",
      place: { platform: "slack", workspace: "T0MALINOIS", channel: "U9", recipient: "U9", private: true },
      asker: { id: "U9", language: "nl", zone: "Europe/Brussels", name: "Nora", standing: "guest" },
      kind: "joined",
    });
    await run.stop();
    expect(run.host.received).toHaveLength(1);
  });
});
