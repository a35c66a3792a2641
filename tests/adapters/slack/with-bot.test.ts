import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type OpenStore, openStore } from "../../../src/store/store.ts";
import type { Json } from "../../protocol/slack/workspace.ts";
import { type Running, startSlack, TRANSPORTS } from "./harness.ts";
import { createSmallBot } from "./small-bot.ts";

describe.each(TRANSPORTS)("Slack with the real bot and store over %s", (transport) => {
  let store: OpenStore;
  let run: Running;

  const start = (slack?: Running["slack"]) =>
    startSlack({
      transport,
      makeHost: (adapter, logger) => createSmallBot(store, adapter, logger),
      ...(slack !== undefined && { slack }),
    });

  beforeEach(async () => {
    store = await openStore({ dataDirectory: ":memory:" });
    run = await start();
    run.slack.workspace.joined.add("C1");
  });

  afterEach(async () => {
    await run.stop();
    await store.close();
    expect(run.slack.violations).toEqual([]);
  });

  const texts = (channel: string): readonly string[] => run.slack.workspace.answers(channel).map(({ text }) => text);

  /** Returns the button with a label in a message or view. */
  function button(shown: unknown, label: string): Json {
    const found = JSON.stringify(shown).match(
      new RegExp(`\\{"type":"button","action_id":"[^"]+","text":\\{[^}]*"${label}[^}]*\\},"value":"[^"]+"`),
    );
    if (found === null) throw new Error(`no button ${label} in ${JSON.stringify(shown)}`);
    return JSON.parse(`${found[0]}}`);
  }

  it("answers, follows the thread without a mention, and is silent there if it has no answer", async () => {
    const { ts, mention, message } = run.people.speak({ user: "U1", channel: "C1", text: "<@U0BOT> what is phishing?" });
    await Promise.all([run.deliver(mention), run.deliver(message)]);
    await run.slack.until(() => texts("C1").length === 1);
    expect(texts("C1")[0]).toContain("Phishing is a message that wants your password.");
    await run.deliver(run.people.speak({ user: "U2", channel: "C1", thread: ts, text: "more" }).message);
    await run.slack.until(() => texts("C1").length === 2);
    expect(texts("C1")[1]).toContain("The long story.");
    await run.deliver(run.people.speak({ user: "U2", channel: "C1", thread: ts, text: "who brings cake on friday" }).message);
    await run.adapter.stop();
    expect(texts("C1")).toHaveLength(2);
  });

  it("answers a message in a thread once, whether a mention is added afterwards or not", async () => {
    const { ts, mention } = run.people.speak({ user: "U1", channel: "C1", text: "<@U0BOT> what is phishing?" });
    await run.deliver(mention);
    await run.slack.until(() => texts("C1").length === 1);
    const said = { user: "U2", channel: "C1", thread: ts };
    for (const [before, answers] of [
      ["how do I make a backup", 2],
      ["who brings cake on friday", 3],
    ] as const) {
      const talk = run.people.speak({ ...said, text: before });
      await run.deliver(talk.message);
      await run.deliver(run.people.edit({ ...said, ts: talk.ts, before, text: `<@U0BOT> ${before}` }));
      await run.slack.until(() => texts("C1").length >= answers);
    }
    await run.adapter.stop();
    expect(texts("C1")).toHaveLength(3);
    expect(texts("C1")[1]).toContain("A backup is a copy");
  });

  it("answers /ask in private, and shares the answer in the channel", async () => {
    await run.deliver(run.people.command("U1", "C1", "/ask", "what is ransomware"));
    await run.slack.until(() => run.slack.workspace.ephemerals.length === 1);
    const [answer] = run.slack.workspace.ephemerals;
    expect(answer?.text).toContain("Ransomware locks your files.");
    await run.deliver(run.people.press("U1", "C1", {}, button(answer?.blocks, "Share"), true));
    await run.slack.until(() => texts("C1").length === 1);
    expect(texts("C1")[0]).toContain("Ransomware locks your files.");
  });

  it("answers once across a restart, after which the buttons still work", async () => {
    const { mention } = run.people.speak({ user: "U1", channel: "C1", text: "<@U0BOT> what is a backup?" });
    await run.deliver(mention);
    await run.slack.until(() => texts("C1").length === 1);
    await run.adapter.stop();
    const again = await start(run.slack);
    await again.deliver(mention, { number: 1, reason: "timeout" });
    const message = { ...run.slack.workspace.answers("C1")[0] };
    await again.deliver(run.people.press("U2", "C1", message, button(message.blocks, "More")));
    await run.slack.until(() => run.slack.workspace.ephemerals.length === 1);
    await again.stop();
    expect(run.slack.workspace.ephemerals[0]?.text).toContain("The long story.");
    expect(texts("C1")).toHaveLength(1);
  });

  it("redraws App Home when somebody chooses another language, for that person only", async () => {
    for (const user of ["U1", "U2"]) await run.deliver(run.people.opens(user, "home"));
    const home = (user: string): string => JSON.stringify(run.slack.workspace.homes.get(user));
    const drawn = home("U2");
    await run.deliver(run.people.command("U1", "C1", "/malinois", "settings"));
    await run.slack.until(() => run.slack.workspace.ephemerals.length === 1);
    await run.deliver(run.people.press("U1", "C1", {}, button(run.slack.workspace.ephemerals[0]?.blocks, "Nederlands"), true));
    await run.slack.until(() => home("U1").includes("Vraag me wat je wilt"), "App Home in Dutch");
    expect(home("U2")).toBe(drawn);
    await run.deliver(run.people.opens("U1", "home"));
    await run.adapter.stop();
    expect(home("U1")).toContain("Vraag me wat je wilt");
    expect(run.slack.calls.filter(({ method }) => method === "views.publish")).toHaveLength(4);
  });

  it("draws App Home, finds entries despite typing errors, and shows a picked entry in a modal", async () => {
    await run.deliver(run.people.opens("U1", "home"));
    expect(JSON.stringify(run.slack.workspace.homes.get("U1"))).toContain("Practical");
    const { payload } = await run.deliver(run.people.types("U1", { type: "home" }, "ransomwre"));
    const { options } = payload as { options: { text: { text: string }; value: string }[] };
    expect(options[0]?.text.text).toBe("Ransomware");
    const picked = { type: "external_select", action_id: "search", selected_option: options[0] };
    await run.deliver(run.people.pressInView("U1", { type: "home" }, picked));
    const modal = (): string => JSON.stringify([...run.slack.workspace.views.values()].at(-1)?.view ?? {});
    await run.slack.until(() => modal().includes("Ransomware locks your files."));
  });
});
