import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Action, encodeAction } from "../../../src/actions.ts";
import type { Form } from "../../../src/forms.ts";
import type { Reply } from "../../../src/model.ts";
import type { Json } from "../../protocol/slack/workspace.ts";
import { notice } from "./fake-host.ts";
import { type Running, startSlack } from "./harness.ts";

// What happens if a modal does not open, is used again, or has no more room.

const share = { kind: "share", entry: "phishing", language: "en" } as const;
const button = (action: Action): Json => ({ type: "button", action_id: "action-0-0", value: encodeAction(action) });
const longReply = (count: number): Reply =>
  notice("", { body: Array.from({ length: count }, (_, place) => `Paragraph ${place}.`) });

describe("a modal", () => {
  let run: Running;

  beforeEach(async () => {
    run = await startSlack();
    run.slack.workspace.joined.add("C1");
  });

  afterEach(async () => {
    await run.stop();
    expect(run.slack.violations).toEqual([]);
    expect(run.host.errors).toEqual([]);
  });

  const lastView = (): Json & { id: string } => {
    const view = [...run.slack.workspace.views.values()].at(-1);
    return { ...view?.view, id: view?.id ?? "" };
  };
  const shown = (): string => JSON.stringify(lastView().blocks ?? []);
  const told = (): readonly string[] => run.slack.workspace.answers("DU1").map(({ text }) => text);

  /** Asks about a message with the shortcut that opens a modal. */
  async function askAboutMessage(): Promise<void> {
    const { ts } = run.people.speak({ user: "U3", channel: "C1", text: "look at this" });
    await run.deliver(run.people.messageShortcut("U1", "C1", "ask_about_message", { ts, text: "look at this" }));
  }

  it("in which to share an answer, if it does not open, is replaced by an excuse", async () => {
    await run.deliver(run.people.speak({ user: "U1", channel: "DU1", text: "phishing?" }).message);
    const [message] = run.slack.workspace.answers("DU1");
    run.slack.faults.order("views.open", { kind: "status", status: 500 });
    await run.deliver(run.people.press("U1", "DU1", { ...message }, button(share)));
    await run.slack.until(() => told().length === 2, "the excuse");
    expect(told()[1]).toContain("did not work");
    expect(run.host.questions).toHaveLength(1);
  });

  it("in which to ask, if it does not open, is replaced by an excuse to the asker alone", async () => {
    run.slack.faults.order("views.open", { kind: "status", status: 500 });
    await run.deliver(run.people.shortcut("U1", "ask_malinois"));
    await run.slack.until(() => told().length === 1, "the excuse");
    expect(told()[0]).toContain("did not work");
  });

  it("shares its answer once, however often the button is pressed", async () => {
    await askAboutMessage();
    await run.slack.until(() => shown().includes("answer to"), "the answer");
    run.host.answer = () => [notice("shared")];
    for (let count = 0; count < 3; count += 1) await run.deliver(run.people.pressInView("U1", lastView(), button(share)));
    await run.slack.until(() => run.host.received.length === 4, "all presses");
    await run.adapter.stop();
    expect(run.slack.workspace.answers("C1")).toHaveLength(1);
  });

  it.each([97, 98, 99, 100, 120])(
    "that has %i blocks before two more replies loses nothing, and says once that the rest is in messages",
    async (count) => {
      run.host.answer = () => [longReply(count), notice("The second reply."), notice("The third reply.")];
      await askAboutMessage();
      await run.slack.until(() => told().join().includes("The third reply."), "the rest");
      expect(shown()).toContain("Paragraph 0.");
      expect(shown().match(/the rest is in Messages/g)).toHaveLength(1);
      const all = `${shown()}\n${told().join("\n")}`;
      const order = [`Paragraph ${count - 1}.`, "The second reply.", "The third reply."].map((words) => all.indexOf(words));
      expect(order).toEqual(order.filter((at) => at >= 0).toSorted((one, other) => one - other));
    },
  );

  it("that is a form with more above it than fits has the rest in messages", async () => {
    const form: Form = {
      name: "add-nudge",
      language: "en",
      title: "A form",
      submit: "OK",
      fields: [{ name: "text", label: "Text", kind: "text", values: [] }],
    };
    run.host.answer = () => [{ ...longReply(120), form }];
    await run.deliver(run.people.command("U1", "C1", "/nudge", "add"));
    await run.slack.until(() => run.slack.workspace.views.size === 1, "the form");
    await run.slack.until(() => told().join().includes("Paragraph 119."), "the rest");
    expect(shown()).toContain('"block_id":"text"');
  });
});
