import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Action } from "../../../src/actions.ts";
import { encodeAction } from "../../../src/actions.ts";
import type { Reply } from "../../../src/model.ts";
import { actionIn, typedIn } from "../../inbound.ts";
import type { Json } from "../../protocol/slack/workspace.ts";
import { notice } from "./fake-host.ts";
import { type Running, startSlack, TRANSPORTS } from "./harness.ts";

const answer: Reply = notice("Phishing is bait.", {
  kind: "answer",
  title: "Phishing",
  actions: [
    { label: "More", action: { kind: "more", entry: "phishing", language: "en" } },
    { label: "Yes", action: { kind: "feedback", entry: "phishing", language: "en", helpful: true } },
    { label: "No", action: { kind: "feedback", entry: "phishing", language: "en", helpful: false } },
  ],
});
const button = (action: Action): Json => ({ type: "button", action_id: "action-0-0", value: encodeAction(action) });
const half = (helpful: boolean): Json => ({
  type: "feedback_buttons",
  action_id: "feedback",
  value: encodeAction({ kind: "feedback", entry: "phishing", language: "en", helpful }),
});
const more = { kind: "more", entry: "phishing", language: "en" } as const;
const share = { kind: "share", entry: "phishing", language: "en" } as const;

describe.each(TRANSPORTS)("buttons and modals over %s", (transport) => {
  let run: Running;

  beforeEach(async () => {
    run = await startSlack({ transport });
    run.slack.workspace.joined.add("C1");
  });

  afterEach(async () => {
    await run.stop();
    expect(run.slack.violations).toEqual([]);
    expect(run.host.errors).toEqual([]);
  });

  /** A thread with an answer in it. */
  async function answered(channel = "C1"): Promise<Json> {
    run.host.answer = () => [answer];
    const { mention, message } = run.people.speak({ user: "U1", channel, text: "<@U0BOT> phishing?" });
    await run.deliver(channel.startsWith("D") ? message : mention);
    run.host.answer = (inbound) => [notice(`did ${actionIn(inbound)?.kind}`)];
    return { ...run.slack.workspace.answers(channel).at(-1) };
  }

  const ephemerals = () => run.slack.workspace.ephemerals;
  const lastView = (): Json & { id: string } => {
    const view = [...run.slack.workspace.views.values()].at(-1);
    return { ...view?.view, id: view?.id ?? "" };
  };
  const shown = (view: Json): string => JSON.stringify(view.blocks ?? []);

  it("answer a button where it is shown, to the person who presses it only", async () => {
    const message = await answered();
    for (const user of ["U2", "U3"]) await run.deliver(run.people.press(user, "C1", message, button(more)));
    await run.slack.until(() => ephemerals().length === 2);
    expect(ephemerals()).toMatchObject([
      { text: "did more", thread_ts: message.thread_ts, user: "U2" },
      { text: "did more", thread_ts: message.thread_ts, user: "U3" },
    ]);
    expect(run.host.questions[1]).toMatchObject({ asker: { id: "U2" }, action: more, place: { private: true } });
    expect(run.slack.workspace.answers("C1")).toHaveLength(1);
  });

  it("share an answer once, however often its button is pressed", async () => {
    const message = { ts: "1.000001" };
    run.host.answer = (inbound) => [notice(`did ${actionIn(inbound)?.kind}`)];
    for (let count = 0; count < 3; count += 1) await run.deliver(run.people.press("U1", "C1", message, button(share), true));
    await run.slack.until(() => run.host.received.length === 3);
    await run.adapter.stop();
    expect(run.slack.workspace.answers("C1")).toHaveLength(1);
  });

  it("answer a button after a restart", async () => {
    const message = await answered();
    await run.adapter.stop();
    const again = await startSlack({ transport, slack: run.slack });
    again.host.answer = () => [notice("after the restart")];
    await again.deliver(again.people.press("U2", "C1", message, button(more)));
    await run.slack.until(() => ephemerals().length === 1);
    await again.stop();
    expect(actionIn(again.host.questions[0])).toEqual(more);
  });

  it("answer a press once even if it is delivered twice", async () => {
    const message = await answered();
    const press = run.people.press("U2", "C1", message, button(more));
    await Promise.all([run.deliver(press), run.deliver(press)]);
    await run.slack.until(() => run.host.received.length === 3);
    await run.adapter.stop();
    expect(ephemerals()).toHaveLength(1);
  });

  it("use Slack's feedback element, and thank in private for a yes", async () => {
    const message = await answered();
    expect(shown(message)).toContain('"type":"feedback_buttons"');
    await run.deliver(run.people.press("U2", "C1", message, half(true)));
    await run.slack.until(() => run.slack.workspace.ephemerals.length === 1);
    expect(run.slack.workspace.ephemerals[0]).toMatchObject({ user: "U2", text: "did feedback", thread_ts: message.thread_ts });
    expect(run.slack.workspace.answers("C1")).toHaveLength(1);
  });

  it("ask for a reason after a no, and count the no once with the reason", async () => {
    const message = await answered();
    await run.deliver(run.people.press("U2", "C1", message, half(false)));
    await run.slack.until(() => run.slack.workspace.views.size === 1);
    expect(run.host.questions).toHaveLength(1);
    await run.deliver(
      run.people.submits("U2", lastView(), { reason: { reason: { type: "plain_text_input", value: "too short" } } }),
    );
    await run.slack.until(() => run.slack.workspace.ephemerals.length === 1);
    expect(run.host.questions.slice(1)).toEqual([
      expect.objectContaining({ text: "too short", action: expect.objectContaining({ kind: "feedback", helpful: false }) }),
    ]);
    expect(run.slack.workspace.ephemerals[0]).toMatchObject({ user: "U2", thread_ts: message.thread_ts });
  });

  it("count a no without a reason if the modal is closed or does not open", async () => {
    const message = await answered();
    await run.deliver(run.people.press("U2", "C1", message, half(false)));
    await run.slack.until(() => run.slack.workspace.views.size === 1);
    await run.deliver(run.people.closes("U2", lastView()));
    await run.slack.until(() => run.host.questions.length === 2);
    run.slack.faults.order("views.open", { kind: "status", status: 500 });
    await run.deliver(run.people.press("U3", "C1", message, half(false)));
    await run.slack.until(() => run.host.questions.length === 3);
    for (const question of run.host.questions.slice(1)) expect(question).toMatchObject({ text: "", action: { helpful: false } });
  });

  it("answer personal actions in private, in a conversation with Malinois as a permanent message", async () => {
    const message = await answered();
    await run.deliver(run.people.press("U2", "C1", message, button({ kind: "settings", language: "en" })));
    await run.slack.until(() => run.slack.workspace.ephemerals.length === 1);
    const direct = await answered("DU2");
    await run.deliver(run.people.press("U2", "DU2", direct, button({ kind: "settings", language: "en" })));
    await run.slack.until(() => run.slack.workspace.answers("DU2").length === 2);
    expect(run.slack.workspace.ephemerals).toHaveLength(1);
  });

  it("answer in the channel if the message has no thread, and otherwise in the thread", async () => {
    const place = { platform: "slack", workspace: "T0MALINOIS", channel: "C1", private: false };
    await run.adapter.send(place, notice("a tip"));
    const tip: Json = { ...run.slack.workspace.answers("C1")[0] };
    run.host.answer = (inbound) => [notice(`did ${actionIn(inbound)?.kind}`)];
    await run.deliver(run.people.press("U2", "C1", tip, button({ kind: "settings", language: "en" })));
    await run.slack.until(() => run.slack.workspace.ephemerals.length === 1);
    expect(run.slack.workspace.ephemerals[0]).not.toHaveProperty("thread_ts");
    expect(run.host.questions[0]?.place).not.toHaveProperty("thread");
    await run.deliver(run.people.press("U2", "C1", tip, { type: "button", action_id: "x", value: "0:gone" }));
    await run.slack.until(() => run.slack.workspace.ephemerals.length === 2);
    await run.adapter.send({ ...place, thread: String(tip.ts) }, notice("an answer in its thread"));
    const inThread: Json = { ...run.slack.workspace.answers("C1")[1] };
    await run.deliver(run.people.press("U2", "C1", inThread, button({ kind: "settings", language: "en" })));
    await run.slack.until(() => run.slack.workspace.ephemerals.length === 3);
    expect(run.slack.workspace.ephemerals[2]).toMatchObject({ thread_ts: tip.ts });
  });

  it("ask in which channel to share an answer from a conversation, and share it there", async () => {
    const message = await answered("DU1");
    await run.deliver(run.people.press("U1", "DU1", message, button(share)));
    await run.slack.until(() => run.slack.workspace.views.size === 1);
    const picked = { channel: { channel: { type: "conversations_select", selected_conversation: "C1" } } };
    await run.deliver(run.people.submits("U1", lastView(), picked));
    await run.slack.until(() => run.slack.workspace.answers("C1").length === 1);
    expect(run.host.questions.at(-1)).toMatchObject({ action: share, place: { channel: "C1", private: false } });
  });

  it("ask where to share an answer to /ask in Malinois's conversation, but share it at once in one with somebody else", async () => {
    for (const [channel, seen] of [
      ["DU1", 0],
      ["DU2", 1],
    ] as const) {
      await run.deliver(run.people.command("U1", channel, "/ask", "what is phishing?"));
      await run.slack.until(() => run.slack.workspace.ephemerals.some((shown) => shown.channel === channel));
      await run.deliver(run.people.press("U1", channel, {}, button(share), true));
      await run.slack.until(() => run.slack.workspace.answers(channel).length === seen && run.slack.workspace.views.size === 1);
    }
    expect(run.host.questions.filter((inbound) => actionIn(inbound)?.kind === "share")).toHaveLength(1);
  });

  it("tell the asker if an answer cannot be shared because Malinois is not in the channel", async () => {
    const message = await answered("DU1");
    await run.deliver(run.people.press("U1", "DU1", message, button(share)));
    await run.slack.until(() => run.slack.workspace.views.size === 1);
    await run.deliver(run.people.submits("U1", lastView(), { channel: { channel: { selected_conversation: "C9" } } }));
    await run.slack.until(() => run.slack.workspace.answers("DU1").length === 2);
    expect(run.slack.workspace.answers("DU1").at(-1)?.text).toContain("/invite @malinois");
  });

  it.each([
    ["button", { type: "button", value: "0:gone" }],
    ["yes or no", { type: "feedback_buttons", value: "0:gone" }],
    ["option", { type: "external_select", selected_option: { value: "0:gone" } }],
  ])("tell the person who presses an unknown %s that it is from an older version", async (_, element) => {
    await run.deliver(run.people.press("U2", "C1", await answered(), { action_id: "x", ...element }));
    await run.slack.until(() => run.slack.workspace.ephemerals.length === 1);
    expect(run.slack.workspace.ephemerals[0]?.text).toContain("older version");
    expect(run.host.questions).toHaveLength(1);
  });

  it("suggest at most a hundred entries while somebody types, with titles within Slack's limit", async () => {
    const titles = Array.from({ length: 150 }, (_, place) => `phishing ${place} ${"x".repeat(80)}`);
    run.host.suggestions.push(...titles.map((title, place) => ({ entry: `e-${place}`, language: "nl", title, text: title })));
    const { payload } = await run.deliver(run.people.types("U1", { type: "home" }, "Phishing 1"));
    const { options } = payload as { options: { text: { text: string }; value: string }[] };
    expect(options[0]?.value).toBe(encodeAction({ kind: "show", entry: "e-1", language: "nl" }));
    expect(options.length).toBeLessThanOrEqual(100);
    for (const { text } of options) expect(text.text).toHaveLength(75);
    for (const { text } of options) expect(text.text).toMatch(/^phishing 1\d* x+…$/);
  });

  it("ask about a message by its shortcut, and answer in a modal", async () => {
    run.host.answer = (inbound) => [notice(`about: ${typedIn(inbound)}`)];
    const text = "You won &amp; must <https://evil.test|click>";
    const message = { ts: run.people.speak({ user: "U3", channel: "C9", text }).ts, text, user: "U3" };
    await run.deliver(run.people.messageShortcut("U1", "C9", "ask_about_message", message));
    await run.slack.until(() => shown(lastView()).includes("about:"));
    expect(run.host.questions[0]).toMatchObject({ text: "You won & must click", place: { private: true, channel: "C9" } });
    expect(shown(lastView())).toContain("about: You won & must click");
  });

  it("share from the modal of a message's shortcut to that message's thread", async () => {
    const { ts } = run.people.speak({ user: "U3", channel: "C1", text: "look at this" });
    await run.deliver(run.people.messageShortcut("U1", "C1", "ask_about_message", { ts, text: "look at this" }));
    await run.slack.until(() => shown(lastView()).includes("answer to"));
    run.host.answer = () => [notice("shared")];
    await run.deliver(run.people.pressInView("U1", lastView(), button(share)));
    await run.slack.until(() => run.slack.workspace.answers("C1").length === 1);
    expect(run.slack.workspace.answers("C1")).toEqual([expect.objectContaining({ text: "shared", thread_ts: ts })]);
  });

  it("accept a question by the global shortcut, and show both answers to two questions in the same modal", async () => {
    run.host.answer = () => [notice("first"), notice("second")];
    await run.deliver(run.people.shortcut("U1", "ask_malinois"));
    await run.slack.until(() => run.slack.workspace.views.size === 1);
    const view = lastView();
    const { payload } = await run.deliver(run.people.submits("U1", view, { ask: { ask: { value: "phishing? malware?" } } }));
    expect(payload).toMatchObject({ response_action: "update", view: { type: "modal" } });
    await run.slack.until(() => shown(lastView()).includes("second"));
    expect(shown(lastView())).toMatch(/first.*divider.*second/);
    expect(run.host.questions[0]).toMatchObject({ text: "phishing? malware?", asker: { id: "U1" } });
  });

  it("answer buttons and picked entries of a modal in that modal", async () => {
    await run.deliver(run.people.shortcut("U1", "ask_malinois"));
    await run.slack.until(() => run.slack.workspace.views.size === 1);
    run.host.answer = (inbound) => [notice(`did ${actionIn(inbound)?.kind}`)];
    const show = encodeAction({ kind: "show", entry: "phishing", language: "en" });
    await run.deliver(
      run.people.pressInView("U1", lastView(), {
        type: "external_select",
        action_id: "search",
        selected_option: { value: show },
      }),
    );
    await run.slack.until(() => shown(lastView()).includes("did show"));
    await run.deliver(run.people.pressInView("U1", lastView(), button(more)));
    await run.slack.until(() => shown(lastView()).includes("did more"));
    expect(shown(lastView())).not.toContain("did show");
    expect(run.slack.workspace.views.size).toBe(1);
  });

  it("say in the modal if there is no answer, and open one modal for a shortcut that is delivered twice", async () => {
    run.host.answer = () => [];
    const { ts } = run.people.speak({ user: "U3", channel: "C1", text: "hello" });
    const shortcut = run.people.messageShortcut("U1", "C1", "ask_about_message", { ts, text: "hello" });
    await Promise.all([run.deliver(shortcut), run.deliver(shortcut)]);
    await run.slack.until(() => shown(lastView()).includes("did not work"));
    expect(run.slack.workspace.views.size).toBe(1);
    expect(run.host.received).toHaveLength(1);
  });

  it("answer the asker in private if the modal cannot be opened", async () => {
    run.slack.faults.order("views.open", { kind: "drop" });
    const { ts } = run.people.speak({ user: "U3", channel: "C1", text: "hello" });
    await run.deliver(run.people.messageShortcut("U1", "C1", "ask_about_message", { ts, text: "hello" }));
    await run.slack.until(() => run.slack.workspace.ephemerals.length === 1);
    expect(run.slack.workspace.answers("C1")).toEqual([]);
  });
});
