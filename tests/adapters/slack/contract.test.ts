import { expect } from "vitest";
import { encodeAction } from "../../../src/actions.ts";
import { describeAdapterContract } from "../contract.ts";
import { startSlack, TRANSPORTS } from "./harness.ts";

for (const transport of TRANSPORTS)
  describeAdapterContract(`Slack over ${transport}`, async (host) => {
    let asked = 0;
    const counting = {
      ...host,
      async receive(question: Parameters<typeof host.receive>[0]) {
        const decision = await host.receive(question);
        asked += 1;
        return decision;
      },
    };
    const run = await startSlack({ transport, makeHost: () => counting });
    const { slack, people, deliver } = run;
    slack.workspace.joined.add("C1");

    /** Resolves when the host has been asked once more. */
    async function handled(delivery: Parameters<typeof deliver>[0]): Promise<void> {
      const before = asked;
      await deliver(delivery);
      await slack.until(() => asked > before);
    }

    return {
      adapter: run.adapter,
      async ask(text) {
        const { mention, message } = people.speak({ user: "U1", channel: "C1", text: `<@U0BOT> ${text}` });
        await handled(mention);
        return { again: () => handled(message) };
      },
      askPrivately: (text) => handled(people.command("U1", "C1", "/ask", text)),
      async press(label) {
        const message = { ...slack.workspace.answers("C1").at(-1) };
        expect(JSON.stringify(message.blocks)).toContain(`"text":"${label}"`);
        const value = encodeAction({ kind: "more", entry: "phishing", language: "en" });
        await handled(people.press("U1", "C1", message, { type: "button", action_id: "action-0-0", value }));
      },
      async botWrites(text) {
        const extra = { bot_id: "B9", subtype: "bot_message" };
        await deliver(people.speak({ user: "U9", channel: "C1", text: `<@U0BOT> ${text}`, extra }).mention);
      },
      async seen() {
        const all = slack.workspace.answers("C1").map(({ text }) => text);
        return { all: all.join("\n"), alone: slack.workspace.ephemerals.map(({ text }) => text).join("\n") };
      },
      async close() {
        expect(slack.violations).toEqual([]);
        await run.stop();
      },
    };
  });
