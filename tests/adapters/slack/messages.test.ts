import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeAction } from "../../../src/actions.ts";
import { typedIn } from "../../inbound.ts";
import { notice } from "./fake-host.ts";
import { type Running, startSlack, TRANSPORTS } from "./harness.ts";

const BOT = "<@U0BOT>";

describe.each(TRANSPORTS)("the Slack adapter over %s", (transport) => {
  let run: Running;

  beforeEach(async () => {
    run = await startSlack({ transport });
    run.slack.workspace.joined.add("C1").add("G1");
  });

  afterEach(async () => {
    await run.stop();
    expect(run.slack.violations).toEqual([]);
    expect(run.host.errors).toEqual([]);
  });

  const texts = (channel: string): readonly string[] => run.slack.workspace.answers(channel).map(({ text }) => text);

  it("answers a mention once in its thread, although Slack reports it twice", async () => {
    const { ts, mention, message } = run.people.speak({ user: "U1", channel: "C1", text: `${BOT} what is phishing?` });
    await Promise.all([run.deliver(mention), run.deliver(message)]);
    await run.slack.until(() => run.host.received.length === 2);
    const [answer, ...others] = run.slack.workspace.answers("C1");
    expect(others).toEqual([]);
    expect(answer).toMatchObject({ thread_ts: ts, text: "answer to: what is phishing?" });
    expect(run.host.questions).toEqual([
      expect.objectContaining({ id: `slack:T0MALINOIS:C1:${ts}`, text: "what is phishing?", addressed: true }),
    ]);
  });

  it("answers a mention inside a thread in that thread, not under the reply", async () => {
    const root = run.people.speak({ user: "U2", channel: "G1", text: "strange mail today" });
    const { mention } = run.people.speak({ user: "U1", channel: "G1", thread: root.ts, text: `is it phishing ${BOT} ?` });
    await run.deliver(mention);
    expect(run.slack.workspace.answers("G1")).toEqual([expect.objectContaining({ thread_ts: root.ts })]);
    expect(typedIn(run.host.questions[0])).toBe("is it phishing ?");
  });

  it("answers without a new mention only in threads in which it takes part", async () => {
    const { ts, mention } = run.people.speak({ user: "U1", channel: "C1", text: `${BOT} what is phishing?` });
    await run.deliver(mention);
    await run.deliver(run.people.speak({ user: "U2", channel: "C1", thread: ts, text: "and smishing?" }).message);
    const other = run.people.speak({ user: "U2", channel: "C1", text: "lunch?" });
    await run.deliver(other.message);
    await run.deliver(run.people.speak({ user: "U1", channel: "C1", thread: other.ts, text: "at noon" }).message);
    expect(texts("C1")).toEqual(["answer to: what is phishing?", "answer to: and smishing?"]);
    expect(run.host.questions[1]).toMatchObject({ text: "and smishing?", addressed: false });
  });

  it("answers a direct message in its own thread, with a status that is set before the answer", async () => {
    const { ts, message } = run.people.speak({ user: "U1", channel: "D1", text: "what is a passkey?" });
    await run.deliver(message);
    expect(run.slack.workspace.answers("D1")).toEqual([expect.objectContaining({ thread_ts: ts })]);
    expect(run.host.questions[0]?.place.private).toBe(true);
    expect(run.slack.workspace.statuses).toEqual([{ channel: "D1", thread: ts, status: "is looking it up…" }]);
    const order = run.slack.calls.map(({ method }) => method);
    expect(order.indexOf("assistant.threads.setStatus")).toBeLessThan(order.indexOf("chat.postMessage"));
  });

  it("removes the status if there is no answer", async () => {
    run.host.answer = () => [];
    await run.deliver(run.people.speak({ user: "U1", channel: "D1", text: "…" }).message);
    expect(run.slack.workspace.statuses.map(({ status }) => status)).toEqual(["is looking it up…", ""]);
  });

  it("answers even if the status cannot be set", async () => {
    run.slack.faults.order("assistant.threads.setStatus", { kind: "status", status: 500 });
    await run.deliver(run.people.speak({ user: "U1", channel: "D1", text: "hello" }).message);
    expect(texts("D1")).toEqual(["answer to: hello"]);
  });

  it("does not wait for a slow status, and removes it if it is set late", async () => {
    await run.stop();
    run = await startSlack({ transport, timings: { callTimeout: 2_000, courtesyTimeout: 20 } });
    run.slack.faults.order("assistant.threads.setStatus", { kind: "hang", processed: true });
    void run.deliver(run.people.speak({ user: "U1", channel: "D1", text: "hello" }).message);
    await run.slack.until(() => texts("D1").length === 1);
    // On a busy machine the call arrives after the answer.
    await run.slack.until(() => run.slack.workspace.statuses.length === 2);
    expect(run.slack.workspace.statuses[1]?.status).toBe("");
  });

  it("suggests first questions in the Messages tab", async () => {
    const names = ["one", "two", "three", "four", "five"];
    run.host.suggestions.push(...names.map((title) => ({ entry: title, language: "en", title, text: `what is ${title}?` })));
    await run.deliver(run.people.opens("U1", "messages"));
    expect(run.slack.workspace.prompts.get("DU1")).toEqual(
      names.slice(0, 4).map((title) => ({ title, message: `what is ${title}?` })),
    );
    expect(run.host.questions).toEqual([]);
  });

  it("takes it calmly if Slack does not accept the suggestions, as without the scope for them", async () => {
    run.host.suggestions.push({ entry: "one", language: "en", title: "one", text: "what is one?" });
    const refusal = {
      kind: "status",
      status: 200,
      body: { ok: false, error: "missing_scope", needed: "assistant:write" },
    } as const;
    run.slack.faults.order("assistant.threads.setSuggestedPrompts", refusal);
    await run.deliver(run.people.opens("U1", "messages"));
    await run.adapter.stop();
    expect(run.logger.lines.filter(({ level }) => level === "error")).toEqual([]);
    expect(run.logger.lines).toContainEqual({
      level: "warn",
      details: { reason: { kind: "refused", error: "missing_scope", needed: "assistant:write" } },
      message: "first questions could not be suggested",
    });
  });

  it("uses the language that a person set in Slack, and looks it up once", async () => {
    run.slack.workspace.locales.set("U1", "nl-BE");
    await run.deliver(run.people.speak({ user: "U1", channel: "D1", text: "hallo" }).message);
    await run.deliver(run.people.speak({ user: "U1", channel: "D1", text: "en nu?" }).message);
    expect(run.host.questions.map(({ asker }) => asker)).toEqual([
      { id: "U1", language: "nl" },
      { id: "U1", language: "nl" },
    ]);
    expect(run.slack.calls.filter(({ method }) => method === "users.info")).toHaveLength(1);
    expect(run.slack.workspace.statuses[0]?.status).toBe("zoekt het op…");
  });

  it("answers without knowing the language if Slack does not respond in time", async () => {
    await run.stop();
    run = await startSlack({ transport, timings: { callTimeout: 20_000, courtesyTimeout: 20 } });
    run.slack.faults.order("users.info", { kind: "hang" });
    await run.deliver(run.people.speak({ user: "U1", channel: "D1", text: "hello" }).message);
    await run.slack.until(() => texts("D1").length === 1);
    expect(run.host.questions[0]?.asker).toEqual({ id: "U1" });
  });

  it("reads text that comes with a file, and a reply that was also sent to the channel", async () => {
    const { message } = run.people.speak({
      user: "U1",
      channel: "D1",
      text: "is this phishing?",
      extra: { subtype: "file_share", files: [] },
    });
    await run.deliver(message);
    const extra = { subtype: "thread_broadcast" };
    const root = run.people.speak({ user: "U1", channel: "C1", text: "x" });
    await run.deliver(run.people.speak({ user: "U1", channel: "C1", thread: root.ts, text: `${BOT} and this?`, extra }).message);
    expect(run.host.questions.map((inbound) => typedIn(inbound))).toEqual(["is this phishing?", "and this?"]);
  });

  it.each([
    ["an edit", { subtype: "message_changed", message: { text: "new" }, previous_message: { text: "old" } }],
    ["a deletion", { subtype: "message_deleted", deleted_ts: "1.000001" }],
    ["an edited message", { edited: { user: "U1", ts: "2.000001" } }],
    ["another bot", { bot_id: "B9", bot_profile: { id: "B9" } }],
    ["a bot without a name", { subtype: "bot_message", bot_id: "B9" }],
    ["itself", { user: "U0BOT" }],
    ["a post through its own response address", { subtype: "bot_message", bot_id: "B0BOT", user: undefined }],
    ["Slack's own bot", { user: "USLACKBOT" }],
    ["a join", { subtype: "channel_join" }],
    ["a hidden message", { hidden: true }],
  ])("ignores %s", async (_, extra) => {
    const { message, mention } = run.people.speak({ user: "U1", channel: "D1", text: `${BOT} hello`, extra });
    await run.deliver(message);
    await run.deliver(mention);
    expect(run.host.received).toEqual([]);
  });

  it("answers a mention once that is added by an edit, and no other edit", async () => {
    const root = run.people.speak({ user: "U2", channel: "C1", text: "a strange mail" });
    const before = "what is phishing?";
    const { ts, message } = run.people.speak({ user: "U1", channel: "C1", thread: root.ts, text: before });
    await run.deliver(message);
    const where = { user: "U1", channel: "C1", thread: root.ts, ts };
    const mentioned = `${BOT} what is phishing?`;
    await run.deliver(run.people.edit({ ...where, before, text: "what is phishing??" }));
    await run.deliver(run.people.edit({ ...where, before, text: mentioned }, 7_200));
    expect(texts("C1")).toEqual([]);
    const edit = run.people.edit({ ...where, before, text: mentioned });
    await run.deliver(edit);
    await run.deliver(edit);
    await run.deliver(run.people.edit({ ...where, before: mentioned, text: `${mentioned} please` }));
    await run.deliver(run.people.edit({ ...where, before, text: mentioned }));
    expect(run.slack.workspace.answers("C1")).toEqual([
      expect.objectContaining({ thread_ts: root.ts, text: "answer to: what is phishing?" }),
    ]);
  });

  it("answers a mention that is added by an edit even if Slack does not tell whether the message was answered", async () => {
    const before = "what is phishing?";
    const { ts } = run.people.speak({ user: "U1", channel: "C1", text: before });
    run.slack.faults.order("conversations.replies", { kind: "status", status: 500 }, 10);
    await run.deliver(run.people.edit({ user: "U1", channel: "C1", ts, before, text: `${BOT} ${before}` }));
    expect(texts("C1")).toEqual([`answer to: ${before}`]);
  });

  it("answers once what Slack delivers again as a retry, over another socket as if new, or after a restart", async () => {
    const { mention } = run.people.speak({ user: "U1", channel: "C1", text: `${BOT} what is phishing?` });
    await run.deliver(mention);
    await run.deliver(mention, { number: 1, reason: "http_timeout" });
    await run.deliver(mention, { number: 0, reason: "" });
    await run.adapter.stop();
    const again = await startSlack({ transport, slack: run.slack, host: run.host });
    await again.deliver(mention);
    await again.stop();
    expect(texts("C1")).toEqual(["answer to: what is phishing?"]);
    expect(run.host.received).toHaveLength(4);
  });

  it("posts two answers in order to a message with two questions", async () => {
    run.host.answer = () => [notice("first"), notice("second")];
    await run.deliver(run.people.speak({ user: "U1", channel: "D1", text: "a? b?" }).message);
    expect(texts("D1")).toEqual(["first", "second"]);
  });

  it("does not let any text notify anybody or become markup", async () => {
    run.host.answer = (inbound) => [
      notice(`${typedIn(inbound)} <!channel> <@U2> <#C1|general> @here *bold* & <https://x.test|y>`),
    ];
    await run.deliver(run.people.speak({ user: "U1", channel: "D1", text: "&lt;!everyone&gt; <!here> &amp;" }).message);
    const [answer] = run.slack.workspace.answers("D1");
    expect(typedIn(run.host.questions[0])).toBe("<!everyone> &");
    expect(answer?.text).toContain("&lt;!everyone&gt; &amp; &lt;!channel&gt; &lt;@U2&gt;");
    const call = run.slack.calls.find(({ method }) => method === "chat.postMessage");
    expect(call?.parameters).toMatchObject({ parse: "none", mrkdwn: "false", unfurl_links: "false", unfurl_media: "false" });
    expect(call?.parameters).not.toHaveProperty("link_names");
    const kinds = JSON.stringify(answer?.blocks).match(/"type":"[a-z_]+"/g);
    expect(new Set(kinds)).toEqual(new Set(['"type":"rich_text"', '"type":"rich_text_section"', '"type":"text"']));
  });

  it("ignores a workspace that it does not serve", async () => {
    const { kind, payload } = run.people.speak({ user: "U1", channel: "D1", text: "hello" }).message;
    await run.deliver({ kind, payload: { ...payload, team_id: "T0OTHER", authorizations: [{ team_id: "T0OTHER" }] } });
    const command = run.people.command("U1", "C1", "/ask", "hello");
    await run.deliver({ ...command, payload: { ...command.payload, team_id: "T0OTHER" } });
    const press = run.people.press(
      "U1",
      "C1",
      {},
      { type: "button", action_id: "x", value: encodeAction({ kind: "help", language: "en" }) },
    );
    const others = { team: { id: "T0OTHER" }, user: { id: "U1", team_id: "T0OTHER" } };
    await run.deliver({ ...press, payload: { ...press.payload, ...others } });
    const view = {
      type: "modal",
      id: "V1",
      callback_id: "ask",
      app_installed_team_id: "T0OTHER",
      private_metadata: "",
      state: {},
    };
    const submission = run.people.submits("U1", view, { ask: { ask: { value: "what is phishing?" } } });
    await run.deliver(submission);
    expect(run.host.received).toEqual([]);
    // Their press in the shared channel, on a message of our workspace, is received.
    await run.deliver({ ...press, payload: { ...press.payload, ...others, message: { team: "T0MALINOIS" } } });
    expect(run.host.received.splice(0)).toHaveLength(1);
    // What somebody from another company writes in a shared channel is delivered through our workspace.
    await run.deliver({ kind, payload: { ...payload, team_id: "T0OTHER" } });
    expect(run.host.received).toHaveLength(1);
  });

  it("acknowledges in time even if the answer takes longer, which is still posted", async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    run.host.answer = async () => {
      await held;
      return [notice("late")];
    };
    const { after } = await run.deliver(run.people.speak({ user: "U1", channel: "D1", text: "hello" }).message);
    expect(after).toBeLessThan(3_000);
    expect(texts("D1")).toEqual([]);
    release();
    await run.slack.until(() => texts("D1").length === 1);
  });

  it("acknowledges an event only once it is answered, so that a crash loses nothing", async () => {
    let answered = false;
    run.host.answer = async () => {
      answered = true;
      return [notice("done")];
    };
    await run.deliver(run.people.speak({ user: "U1", channel: "D1", text: "hello" }).message);
    expect(answered).toBe(true);
    expect(texts("D1")).toEqual(["done"]);
  });

  it("acknowledges an unanswered event only once it is saved, however long that takes", async () => {
    const happened: string[] = [];
    const { receive } = run.host;
    run.host.receive = async (inbound, onTaken) => {
      // Longer than the time that an event waits for its answer.
      await new Promise((resolve) => setTimeout(resolve, 2_200));
      happened.push("kept");
      return receive(inbound, onTaken);
    };
    let release: () => void = () => undefined;
    run.host.answer = () => new Promise((resolve) => (release = () => resolve([])));
    await run.deliver(run.people.speak({ user: "U1", channel: "D1", text: "hello" }).message);
    happened.push("acknowledged");
    expect(happened).toEqual(["kept", "acknowledged"]);
    release();
  });
});
