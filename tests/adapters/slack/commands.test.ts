import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeAction } from "../../../src/actions.ts";
import { actionIn } from "../../inbound.ts";
import { notice } from "./fake-host.ts";
import { type Running, startSlack, TRANSPORTS } from "./harness.ts";

const share = { label: "Share to channel", action: { kind: "share", entry: "phishing", language: "en" } } as const;

describe.each(TRANSPORTS)("slash commands over %s", (transport) => {
  let run: Running;

  beforeEach(async () => {
    run = await startSlack({ transport });
  });

  afterEach(async () => {
    await run.stop();
    expect(run.slack.violations).toEqual([]);
    expect(run.host.errors).toEqual([]);
  });

  it("are answered to the asker alone for /ask, even in a channel that Malinois is not in", async () => {
    const { payload } = await run.deliver(run.people.command("U1", "C9", "/ask", "what is &lt;phishing&gt;?"));
    await run.slack.until(() => run.slack.workspace.ephemerals.length === 1);
    expect(payload ?? {}).toEqual({});
    expect(run.host.questions).toEqual([
      expect.objectContaining({ text: "what is <phishing>?", asker: { id: "U1", language: "en" }, addressed: true }),
    ]);
    expect(run.host.questions[0]?.place).toMatchObject({ channel: "C9", private: true });
    const [answer] = run.slack.workspace.ephemerals;
    expect(answer).toMatchObject({ user: "U1", response_type: "ephemeral", replace_original: false });
    expect(answer?.text).toBe("answer to: what is &lt;phishing&gt;?");
  });

  it("are answered once even if they are delivered twice", async () => {
    const command = run.people.command("U1", "C9", "/ask", "hello");
    await run.deliver(command);
    await run.deliver(command);
    await run.slack.until(() => run.host.received.length === 2);
    await run.adapter.stop();
    expect(run.slack.workspace.ephemerals).toHaveLength(1);
  });

  it.each([
    ["", { kind: "help", language: "fr" }],
    ["help", { kind: "help", language: "fr" }],
    ["topics", { kind: "topics", language: "fr" }],
    ["topics Law", { kind: "topics", language: "fr", area: "law" }],
    ["why", { kind: "why", language: "fr" }],
    ["privacy", { kind: "privacy", language: "fr" }],
    ["SETTINGS", { kind: "settings", language: "fr" }],
  ])("include /malinois %s", async (typed, action) => {
    run.slack.workspace.locales.set("U1", "fr-FR");
    await run.deliver(run.people.command("U1", "C9", "/malinois", typed));
    await run.slack.until(() => run.host.questions.length === 1);
    expect(run.host.questions[0]).toMatchObject({ action, text: "" });
  });

  it("treat anything else after /malinois as a question", async () => {
    await run.deliver(run.people.command("U1", "C9", "/malinois", "help me, I was phished"));
    await run.slack.until(() => run.host.questions.length === 1);
    expect(run.host.questions[0]).toMatchObject({ text: "help me, I was phished" });
    expect(run.host.questions[0]).not.toHaveProperty("action");
  });

  it("have an answer with a button that shares it in the channel", async () => {
    run.slack.workspace.joined.add("C1");
    run.host.answer = (inbound) => [notice(actionIn(inbound) === undefined ? "private" : "shared", { actions: [share] })];
    await run.deliver(run.people.command("U1", "C1", "/ask", "hello"));
    await run.slack.until(() => run.slack.workspace.ephemerals.length === 1);
    const button = { type: "button", action_id: "action-0-0", value: encodeAction(share.action) };
    await run.deliver(run.people.press("U1", "C1", {}, button, true));
    await run.slack.until(() => run.slack.workspace.answers("C1").length === 1);
    expect(run.host.questions[1]?.place).toMatchObject({ channel: "C1", private: false });
    expect(run.slack.workspace.answers("C1")).toEqual([expect.objectContaining({ text: "shared" })]);
  });

  it("have an answer that can be shared in a channel that Malinois is not in, through the response address", async () => {
    const button = { type: "button", action_id: "action-0-0", value: encodeAction(share.action) };
    run.host.answer = () => [notice("shared")];
    await run.deliver(run.people.press("U1", "C9", {}, button, true));
    await run.slack.until(() => run.slack.workspace.answers("C9").length === 1);
    expect(run.slack.calls.at(-1)?.parameters).toMatchObject({ response_type: "in_channel", text: "shared" });
  });

  it("are answered in a direct message after as many messages as a response address accepts", async () => {
    const body = Array.from({ length: 14 }, (_, place) => `${place} ${"word ".repeat(500)}`);
    run.host.answer = () => [notice("", { body })];
    await run.deliver(run.people.command("U1", "C9", "/ask", "all of it"));
    await run.slack.until(() => run.slack.workspace.answers("DU1").length > 0);
    await run.adapter.stop();
    const { ephemerals } = run.slack.workspace;
    expect(ephemerals).toHaveLength(5);
    const all = [...ephemerals, ...run.slack.workspace.answers("DU1")].map(({ text }) => text).join("\n");
    for (const place of body.keys()) expect(all).toContain(`${place} word`);
  });
});
