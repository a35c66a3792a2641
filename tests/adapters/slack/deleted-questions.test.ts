import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type OpenStore, openStore } from "../../../src/store/store.ts";
import { type Running, startSlack, TRANSPORTS } from "./harness.ts";
import { createSmallBot } from "./small-bot.ts";

describe.each(TRANSPORTS)("a question that is deleted in Slack, over %s", (transport) => {
  let store: OpenStore;
  let run: Running;

  beforeEach(async () => {
    store = await openStore({ dataDirectory: ":memory:" });
    run = await startSlack({ transport, makeHost: (adapter, logger) => createSmallBot(store, adapter, logger) });
    run.slack.workspace.joined.add("C1");
  });

  afterEach(async () => {
    await run.stop();
    await store.close();
    expect(run.slack.violations).toEqual([]);
  });

  const texts = () => run.slack.workspace.messages("C1").map(({ text }) => text);
  const answers = () => run.slack.workspace.answers("C1");
  const calls = (method: string) => run.slack.calls.filter((call) => call.method === method).length;

  async function ask(text = "what is phishing?", thread?: string): Promise<string> {
    const before = answers().length;
    const spoken = run.people.speak({ user: "U1", channel: "C1", text: `<@U0BOT> ${text}`, ...(thread && { thread }) });
    await run.deliver(spoken.mention);
    await run.slack.until(() => answers().length > before, "the answer");
    return spoken.ts;
  }

  it("loses its answer, and no other answer is deleted", async () => {
    const ts = await ask();
    await ask("what is ransomware?");
    await run.deliver(run.people.remove("C1", ts));
    await run.slack.until(() => answers().length === 1, "one answer");
    expect(answers()[0]?.text).toContain("Ransomware locks your files.");
    expect(texts()[0]).toBe("This message was deleted.");
  });

  it("loses its answer even in the middle of a thread", async () => {
    const root = run.people.speak({ user: "U2", channel: "C1", text: "a strange mail came" }).ts;
    const ts = await ask("what is phishing?", root);
    await run.deliver(run.people.remove("C1", ts));
    await run.slack.until(() => answers().length === 0, "no answer");
    expect(texts()).toEqual(["a strange mail came"]);
  });

  it("loses both answers if it was two questions", async () => {
    const ts = await ask("what is phishing? and what is ransomware?");
    await run.slack.until(() => answers().length === 2, "two answers");
    await run.deliver(run.people.remove("C1", ts));
    await run.slack.until(() => answers().length === 0, "no answer");
  });

  it("keeps its answer if somebody wrote below it", async () => {
    const ts = await ask();
    run.people.speak({ user: "U2", channel: "C1", thread: ts, text: "thanks, I had one of those too" });
    await run.deliver(run.people.remove("C1", ts));
    await run.adapter.stop();
    expect(answers()).toHaveLength(1);
    expect(calls("chat.delete")).toBe(0);
  });

  it("that was added by an edit loses its answer, but only on deletion and not on another edit", async () => {
    const { ts } = run.people.speak({ user: "U1", channel: "C1", text: "what is phishing?" });
    const asked = { user: "U1", channel: "C1", ts, text: "<@U0BOT> what is phishing?", before: "what is phishing?" };
    await run.deliver(run.people.edit(asked));
    await run.slack.until(() => answers().length === 1, "the answer");
    await run.deliver(run.people.edit({ ...asked, text: "<@U0BOT> what is phishing!", before: asked.text }));
    expect(answers()).toHaveLength(1);
    await run.deliver(run.people.remove("C1", ts));
    await run.slack.until(() => answers().length === 0, "no answer");
  });

  it("is not answered if the answer is still in progress", async () => {
    run.slack.faults.order("chat.postMessage", { kind: "slow", delay: 300 });
    const spoken = run.people.speak({ user: "U1", channel: "C1", text: "<@U0BOT> what is phishing?" });
    const answering = run.deliver(spoken.mention);
    await run.slack.until(() => calls("chat.postMessage") === 1, "the answer is being posted");
    await run.deliver(run.people.remove("C1", spoken.ts));
    await answering;
    await run.slack.until(() => calls("chat.delete") === 1 && answers().length === 0, "it is taken back");
  });

  it("is never answered if the answer is still waiting for its turn", async () => {
    await run.stop();
    run = await startSlack({
      transport,
      timings: { channelInterval: 500, channelBurst: 1 },
      makeHost: (adapter, logger) => createSmallBot(store, adapter, logger),
    });
    run.slack.workspace.joined.add("C1");
    await ask();
    const spoken = run.people.speak({ user: "U1", channel: "C1", text: "<@U0BOT> what is ransomware?" });
    const answering = run.deliver(spoken.mention);
    await run.deliver(run.people.remove("C1", spoken.ts));
    await answering;
    expect(calls("chat.postMessage")).toBe(1);
    expect(answers()).toHaveLength(1);
  });

  it("is not answered if the deletion comes first", async () => {
    const spoken = run.people.speak({ user: "U1", channel: "C1", text: "<@U0BOT> what is phishing?" });
    await run.deliver(run.people.remove("C1", spoken.ts));
    await run.deliver(spoken.mention);
    await run.adapter.stop();
    expect(answers()).toEqual([]);
  });

  it("causes no call if Malinois was not asked", async () => {
    const { ts } = run.people.speak({ user: "U2", channel: "C1", text: "who brings the cake?" });
    const before = run.slack.calls.length;
    await run.deliver(run.people.remove("C1", ts));
    await run.adapter.stop();
    expect(run.slack.calls).toHaveLength(before);
  });
});
