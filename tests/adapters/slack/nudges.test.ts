import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type OpenStore, openStore } from "../../../src/store/store.ts";
import { at, DAY, HOUR } from "../../nudges/fixtures.ts";
import { type Changes, filledIn } from "../../protocol/slack/filling.ts";
import type { Json } from "../../protocol/slack/workspace.ts";
import { createNudgeStage, type NudgeStage } from "../nudge-stage.ts";
import { type Running, startSlack, TRANSPORTS } from "./harness.ts";
import { createSmallBot } from "./small-bot.ts";

// Nudges in Slack as people use them. Bot, store, context and runner are real; the test moves the clock.

const SUNDAY = at("2026-11-22 12:00");
const MONDAY = at("2026-11-23 09:30");

describe.each(TRANSPORTS)("nudges in Slack over %s", (transport) => {
  let store: OpenStore;
  let run: Running;
  let stage: NudgeStage;
  const clock = { now: SUNDAY };

  beforeEach(async () => {
    clock.now = SUNDAY;
    store = await openStore({ dataDirectory: ":memory:" });
    run = await startSlack({
      transport,
      now: () => clock.now,
      managers: ["S1", "U7"],
      // Long enough that on a busy machine nobody loses rights because of a timeout.
      timings: { callTimeout: 1_500, courtesyTimeout: 3_000 },
      makeHost: (adapter, logger) => {
        stage = createNudgeStage(store, adapter, clock, logger);
        return createSmallBot(store, adapter, logger, stage.commands);
      },
    });
    const { workspace } = run.slack;
    workspace.joined.add("C1");
    workspace.profiles.set("U1", { is_admin: true, tz: "Europe/Brussels", name: "Anna" });
    workspace.profiles.set("U2", { tz: "Europe/London", name: "Bert" });
    workspace.creators.set("C1", "U3");
    workspace.groups.set("S1", ["U4"]);
  });

  afterEach(async () => {
    await run.stop();
    await store.close();
    expect(run.slack.violations).toEqual([]);
  });

  const posted = (channel: string) => run.slack.workspace.answers(channel);
  const ephemerals = () => run.slack.workspace.ephemerals;
  /** Returns the modal that was opened last, in its current state. */
  const view = (): Json => {
    const last = [...run.slack.workspace.views.values()].at(-1);
    return { ...last?.view, id: last?.id, hash: last?.hash };
  };
  const words = (shown: unknown) => JSON.stringify(shown) ?? "";

  async function type(user: string, channel: string, command: string, text: string): Promise<void> {
    await run.deliver(run.people.command(user, channel, command, text));
  }

  /** Types a command, and returns what only that person sees. */
  async function answerTo(user: string, channel: string, command: string, text: string): Promise<string> {
    const before = ephemerals().length;
    await type(user, channel, command, text);
    await run.slack.until(() => ephemerals().length > before, "the answer to a command");
    return words(ephemerals().at(-1)?.blocks);
  }

  /** Submits the open modal with changes in some of its fields. */
  async function submit(user: string, changes: Changes = {}): Promise<unknown> {
    const shown = view();
    const submitted = run.people.submits(user, shown, filledIn(shown, changes));
    const [{ payload }] = await Promise.all([run.deliver(submitted), run.deliver(submitted)]);
    return payload;
  }

  async function openForm(user: string, channel = "C1"): Promise<void> {
    const before = run.slack.workspace.views.size;
    await type(user, channel, "/nudge", "add");
    await run.slack.until(() => run.slack.workspace.views.size > before, "the form");
  }

  async function setUp(user: string, changes: Changes = {}): Promise<void> {
    await openForm(user);
    await submit(user, changes);
    await run.slack.until(() => words(view()).includes("Set up as"), "what was set up");
  }

  /** Presses a button of a message, and returns what only that person sees. */
  async function press(user: string, channel: string, message: unknown, label: string): Promise<Json> {
    const before = ephemerals().length;
    const at_ = (message ?? {}) as Json;
    await run.deliver(run.people.press(user, channel, at_, buttonIn(at_, label)));
    await run.slack.until(() => ephemerals().length > before, `the answer to ${label}`);
    return ephemerals().at(-1) ?? {};
  }

  it.each([
    ["remind me every monday", ["1"]],
    ["send me a tip every thursday", ["4"]],
    ["remind me every week", ["2", "4"]],
  ])("are set up in a form that is filled in with the days that “%s” names", async (text, days) => {
    await run.deliver(run.people.speak({ user: "U2", channel: "DU2", text }).message);
    await run.slack.until(() => posted("DU2").length === 1, "the button");
    const [message] = posted("DU2");
    const row = message?.blocks?.at(-1)?.elements as readonly Json[];
    await run.deliver(run.people.press("U2", "DU2", { ...message }, row[0] ?? {}));
    await run.slack.until(() => run.slack.workspace.views.size === 1, "the form");
    const field = (view().blocks as readonly Json[]).find(({ block_id: id }) => id === "days")?.element as Json;
    expect((field.initial_options as readonly Json[]).map(({ value }) => value)).toEqual(days);
  });

  it("are set up in a modal, which shows errors without losing anything, and are sent once at their time", async () => {
    await openForm("U1");
    expect(view()).toMatchObject({ title: { text: "New nudges" }, submit: { text: "Set up" } });
    expect(words(view())).toContain("Europe/Brussels");
    expect(await submit("U1", { quiet: "whenever", days: ["1"] })).toEqual({
      response_action: "errors",
      errors: { quiet: "Enter quiet hours as 20:00-07:00, or leave the field empty for none." },
    });
    expect(run.slack.calls.filter(({ method }) => method === "views.update")).toEqual([]);
    await submit("U1", { quiet: "20:00-07:00", days: ["1"], content: ["tip"] });
    await run.slack.until(() => words(view()).includes("Set up as"), "what was set up");
    expect(words(view())).toContain("every Monday at 09:30 (Europe/Brussels), in this channel");

    await stage.tickAt(MONDAY - 1);
    expect(posted("C1")).toEqual([]);
    await stage.tickAt(MONDAY);
    await stage.tickAt(MONDAY + HOUR);
    expect(posted("C1")).toHaveLength(1);
    expect(posted("C1")[0]?.text).toContain("Anna set them up");
    const [tip] = posted("C1");
    await run.deliver(run.people.press("U2", "C1", { ...tip }, buttonIn(tip, "Read more")));
    await run.slack.until(() => ephemerals().at(-1)?.user === "U2", "what there is to read");
    expect(posted("C1")).toHaveLength(1);
  });

  it("are changed in a form with their current values, opened by a command or from the list", async () => {
    const changed = { days: ["1", "4"], content: ["tip"], time: "09:00", limit: "2" };
    await setUp("U1", changed);
    await stage.tickAt(MONDAY);
    expect(posted("C1")).toHaveLength(1);
    const shown = () => filledIn(view());
    const before = run.slack.workspace.views.size;
    await type("U4", "C1", "/nudge", "edit");
    await run.slack.until(() => run.slack.workspace.views.size > before, "the form");
    expect(words(view().title)).toContain("Change nudges");
    expect(words([shown().days, shown().content, shown().time, shown().limit])).toMatch(/"1".*"4".*"tip".*"09:00".*"2"/);
    expect(await submit("U4", { limit: "9" })).toEqual({
      response_action: "errors",
      errors: { limit: "The limit must be a whole number from 1 to 7, or empty." },
    });
    await submit("U4", { time: "15:00", days: ["1", "3"], limit: "3" });
    await run.slack.until(
      () => words(view()).includes("Changed: a tip, every Monday and Wednesday at 15:00"),
      "what was changed",
    );
    await stage.tickAt(at("2026-11-23 15:00"));
    expect(posted("C1")).toHaveLength(1);

    await type("U1", "C1", "/nudge", "list");
    await run.slack.until(() => words(ephemerals().at(-1)).includes("every Monday and Wednesday at 15:00"), "the list");
    const opened = run.slack.workspace.views.size;
    await run.deliver(run.people.press("U1", "C1", {}, buttonIn(ephemerals().at(-1), "Change"), true));
    await run.slack.until(() => run.slack.workspace.views.size > opened, "the form behind the button");
    expect(words(shown().time)).toContain("15:00");
    await submit("U1", { time: "16:00" });
    await run.slack.until(() => words(view()).includes("at 16:00"), "what was changed");
    await stage.tickAt(at("2026-11-25 16:00"));
    expect(posted("C1")).toHaveLength(2);
    expect(await answerTo("U2", "C1", "/nudge", "edit")).toContain("Only the people who manage this channel");
  });

  it("can be a quiz in the channel that each person answers in private, and that closes with counts", async () => {
    await setUp("U1", { days: ["1"], content: ["quiz"] });
    await stage.tickAt(MONDAY);
    const [quiz] = posted("C1");
    const right = await press("U2", "C1", quiz, "No");
    expect(right).toMatchObject({ channel: "C1", user: "U2", response_type: "ephemeral" });
    expect(right).not.toHaveProperty("thread_ts");
    expect(words(right)).toContain("Right!");
    expect(words(await press("U1", "C1", quiz, "Yes"))).toContain("Not quite.");
    expect(words(await press("U1", "C1", quiz, "No"))).toContain("You have already answered this one");
    await stage.tickAt(MONDAY + DAY);
    expect(posted("C1")).toHaveLength(2);
    expect(posted("C1")[1]?.text).toContain("2 answers, 1 right.");
    const [closed, result] = posted("C1");
    expect(JSON.stringify(closed?.blocks)).not.toContain('"button"');
    expect(closed?.text).toContain(quiz?.text);
    expect(JSON.stringify(closed?.blocks?.at(-1))).toContain("This quiz has closed; the result is further down.");
    expect(words(await press("U3", "C1", quiz, "No"))).toContain("This quiz has closed. The right answer was: No");
    expect(words(await press("U4", "C1", result, "Stop"))).toContain("nobody in this channel will get them any more");
  });

  it("include the result of a quiz even if its own message cannot be changed", async () => {
    await setUp("U1", { days: ["1"], content: ["quiz"] });
    await stage.tickAt(MONDAY);
    await press("U2", "C1", posted("C1")[0], "No");
    run.slack.faults.order("chat.update", { kind: "status", status: 200, body: { ok: false, error: "cant_update_message" } });
    await stage.tickAt(MONDAY + DAY);
    expect(posted("C1")).toHaveLength(2);
    expect(run.logger.lines.filter(({ message }) => message === "the buttons of a message could not be removed")).toHaveLength(1);
  });

  it("can be stopped and snoozed only by people who manage the channel", async () => {
    await setUp("U1", { days: ["1"], content: ["tip"] });
    await stage.tickAt(MONDAY);
    const [tip] = posted("C1");
    expect(words(await press("U2", "C1", tip, "Stop"))).toContain("Only the people who manage this channel");
    expect(words(await press("U2", "C1", tip, "Why am I getting this?"))).toContain("Anna set this up");
    expect(words(await press("U3", "C1", tip, "Snooze for a week"))).toContain("I will be quiet here until");
    const asked = await press("U4", "C1", tip, "Stop");
    expect(words(asked)).toContain("nobody in this channel will get them any more");
    const stop = buttonIn(asked, "Stop");
    const ofBefore = { ...stop, value: String(stop.value).replace("stop-now", "stop-nudges") };
    await run.deliver(run.people.press("U4", "C1", { ...tip }, ofBefore));
    await run.slack.until(() => ephemerals().length === 5, "the question");
    expect(words(ephemerals().at(-1))).toContain("nobody in this channel will get them any more");
    expect(words(await press("U4", "C1", asked, "Stop"))).toContain("Stopped.");
    await stage.tickAt(MONDAY + 14 * DAY);
    expect(posted("C1")).toHaveLength(1);
  });

  it.each([
    ["an administrator", "U1", true],
    ["the channel's creator", "U3", true],
    ["somebody else", "U2", false],
  ])("can be stopped in words by %s, as far as they manage the channel", async (_, user, may) => {
    await setUp("U1", { days: ["1"], content: ["tip"] });
    const refusal = "Only the people who manage this channel";
    expect(await answerTo(user, "C1", "/ask", "stop the tips")).toContain(may ? "Removed." : refusal);
  });

  it.each([
    ["an administrator", "U1", "workspace"],
    ["a person named in the settings", "U7", "workspace"],
    ["a member of a group named in the settings", "U4", "workspace"],
    ["the channel's creator", "U3", "channel"],
    ["somebody else", "U2", "nothing"],
  ])("can be managed by %s as far as their rights go", async (_, user, may) => {
    await openForm(user);
    const wheres = words(view());
    expect(wheres.includes("In this channel")).toBe(may !== "nothing");
    const answer = await answerTo(user, "C1", "/quiz", "board on");
    expect(answer.includes("Points are on")).toBe(may === "workspace");
  });

  it("cannot be set up where Malinois is not a member, or in an archived channel", async () => {
    expect(await answerTo("U1", "C2", "/nudge", "campaign start month")).toContain("I cannot post in this channel yet");
    run.slack.workspace.hidden.add("G1");
    expect(await answerTo("U1", "G1", "/nudge", "campaign start month")).toContain("I cannot post in this channel yet");
    run.slack.workspace.archived.add("C1");
    expect(await answerTo("U1", "C1", "/quiz", "here")).toContain("I cannot post in this channel yet");
    await stage.tickAt(clock.now);
    expect(posted("C1")).toEqual([]);
  });

  it.each([
    ["dropped", { kind: "drop", processed: true }],
    ["answered with an error", { kind: "status", status: 500, processed: true }],
    ["refused for its pace", { kind: "status", status: 429, retryAfter: 0 }],
    ["never answered", { kind: "hang", processed: true }],
  ] as const)("are posted once if the call was %s", async (_, fault) => {
    await setUp("U1", { days: ["1"], content: ["tip"] });
    run.slack.faults.order("chat.postMessage", fault, 2);
    await stage.tickAt(MONDAY);
    for (let later = 1; later < 4; later += 1) await stage.tickAt(MONDAY + later * 10 * 60_000);
    expect(posted("C1")).toHaveLength(1);
  });

  it("are paused if the channel is archived, and their owner is told once", async () => {
    await setUp("U1", { days: ["1", "2", "3"], content: ["tip"] });
    run.slack.workspace.archived.add("C1");
    for (let day = 0; day < 3; day += 1) {
      await stage.tickAt(MONDAY + day * DAY);
      await stage.tickAt(MONDAY + day * DAY + HOUR);
    }
    expect(posted("C1")).toEqual([]);
    expect(posted("DU1").map(({ text }) => text)).toEqual([expect.stringContaining("no longer exists")]);
    expect(posted("DU1")[0]?.text).toContain("Where: #channel-c1 (Malinois).");
    expect(await answerTo("U1", "C1", "/nudge", "list")).toContain("Paused until someone resumes it.");
  });

  it("are sent to the channel if the person accepts no direct messages, if that was chosen", async () => {
    await setUp("U1", { where: "me-or-channel", days: ["1"], content: ["tip"] });
    const refused = { kind: "status", status: 200, body: { ok: false, error: "messages_tab_disabled" } } as const;
    run.slack.faults.order("chat.postMessage", refused, 9, ({ channel }) => channel === "U1");
    await stage.tickAt(MONDAY);
    await stage.tickAt(MONDAY + HOUR);
    expect(posted("C1")).toHaveLength(1);
    expect(posted("DU1")).toEqual([]);
  });

  it("are sent to newcomers in direct messages and their own zone, if that was turned on", async () => {
    expect(await answerTo("U1", "C1", "/nudge", "newcomers month")).toContain("everyone who joins gets the campaign");
    run.slack.workspace.profiles.set("U9", { tz: "Europe/London" });
    run.slack.workspace.locales.set("U9", "nl-NL");
    const joined = run.people.joins("U9");
    await Promise.all([run.deliver(joined), run.deliver(joined), run.deliver(run.people.joins("U8BOT", { is_bot: true }))]);
    await run.slack.until(() => run.logger.lines.filter(({ message }) => message === "answered").length >= 2, "the newcomer");
    await stage.tickAt(MONDAY);
    expect(posted("DU9")).toEqual([]);
    await stage.tickAt(MONDAY + HOUR);
    expect(posted("DU9")).toHaveLength(1);
    expect(posted("DU9")[0]?.text).toContain("Veiligheidstip");
    expect(posted("DU8BOT")).toEqual([]);
  });

  it("can be set up from a mention, with a button that opens the form", async () => {
    const { ts, mention } = run.people.speak({ user: "U2", channel: "C1", text: "<@U0BOT> nudge add" });
    await run.deliver(mention);
    await run.slack.until(() => ephemerals().length === 1, "the button");
    const button = buttonIn(ephemerals()[0], "New nudges");
    await run.deliver(run.people.press("U2", "C1", { ts }, button, true));
    await run.slack.until(() => run.slack.workspace.views.size === 1, "the form");
    await submit("U2", { days: ["1"], content: ["tip"] });
    await run.slack.until(() => words(view()).includes("to you directly"), "what was set up");
    await stage.tickAt(MONDAY + HOUR);
    expect(posted("DU2")).toHaveLength(1);
    const stop = buttonIn(posted("DU2")[0], "Stop");
    await run.deliver(run.people.press("U2", "DU2", { ...posted("DU2")[0] }, stop));
    await run.slack.until(() => posted("DU2").length === 2, "the question whether to stop");
    const [, asked] = posted("DU2");
    await run.deliver(run.people.press("U2", "DU2", { ...asked }, buttonIn(asked, "Stop")));
    await run.slack.until(() => posted("DU2").length === 3, "the word that it stopped");
    expect(posted("DU2")[2]?.text).toContain("Stopped. You will not get any more");
    expect(posted("DU2")[1]).not.toHaveProperty("thread_ts");
  });

  it("have a form with a button if the command's trigger has expired, and an explanation if the button's has", async () => {
    const before = ephemerals().length;
    const late = run.people.command("U2", "C1", "/nudge", "add");
    run.slack.workspace.expireTriggers();
    await run.deliver(late);
    await run.slack.until(() => ephemerals().length > before, "the button");
    const pressed = run.people.press("U2", "C1", {}, buttonIn(ephemerals().at(-1), "New nudges"), true);
    run.slack.workspace.expireTriggers();
    await run.deliver(pressed);
    await run.slack.until(() => words(ephemerals().at(-1)).includes("did not work"), "the excuse");
    expect(run.slack.workspace.views.size).toBe(0);
  });

  it("still work, without rights, if Slack does not say who somebody is", async () => {
    for (const method of ["users.info", "conversations.info", "usergroups.users.list"])
      run.slack.faults.order(method, { kind: "status", status: 500 }, 9);
    expect(await answerTo("U1", "C1", "/nudge", "campaign start month")).toContain("Only the people who manage");
    expect(run.logger.lines.filter(({ level }) => level === "warn").length).toBeGreaterThan(1);
    expect(words(run.logger.lines)).not.toContain("Anna");
  });
});

/** Returns the button with a label in a message or view. */
function buttonIn(shown: unknown, label: string): Json {
  const found = [...JSON.stringify(shown).matchAll(/\{"type":"button"[^}]*"text":\{[^}]*\}[^}]*\}/g)]
    .map(([written]) => JSON.parse(written) as Json)
    .find(({ text }) => (text as Json).text === label);
  if (found === undefined) throw new Error(`no button ${label} in ${JSON.stringify(shown)}`);
  return found;
}
