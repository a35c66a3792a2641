import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeFormValue } from "../../../adapters/slack/form-value.ts";
import { encodeForm } from "../../../src/actions.ts";
import type { Form, FormOption } from "../../../src/forms.ts";
import { submissionIn } from "../../inbound.ts";
import { filledIn } from "../../protocol/slack/filling.ts";
import type { Json } from "../../protocol/slack/workspace.ts";
import { changedBy, longForm } from "../long-settings.ts";
import { notice } from "./fake-host.ts";
import { type Running, startSlack, TRANSPORTS } from "./harness.ts";

// How any form is drawn, opened, filled in and submitted.

const options = (count: number): readonly FormOption[] =>
  Array.from({ length: count }, (_, place) => ({ value: `v${place}`, label: `${place} ${"x".repeat(90)}` }));

const form: Form = {
  name: "add-nudge",
  language: "nl",
  title: "Een titel die langer is dan Slack toestaat",
  submit: "Instellen",
  fields: [
    { name: "one", label: "Waar", kind: "select", options: options(120), values: ["v3"] },
    { name: "free", label: "Vrij", kind: "select", options: options(3), values: ["gone"], optional: true },
    { name: "boxes", label: "Dagen", hint: "Een of meer", kind: "multi-select", options: options(10), values: ["v1", "v9"] },
    { name: "menu", label: "Talen", kind: "multi-select", options: options(11), values: ["v2"], optional: true },
    { name: "none", label: "Niets", kind: "multi-select", options: options(2), values: [], optional: true },
    { name: "time", label: "Tijd", kind: "time", values: ["09:30"] },
    { name: "anytime", label: "Tijd", kind: "time", values: ["soon"], optional: true },
    { name: "text", label: "Stilte", kind: "text", values: ["20:00-07:00"], optional: true },
  ],
};

/** The values of the form if only the text field was changed, to be empty. */
const VALUES = {
  one: ["v3"],
  free: [],
  boxes: ["v1", "v9"],
  menu: ["v2"],
  none: [],
  time: ["09:30"],
  anytime: [],
  text: [],
};

describe.each(TRANSPORTS)("forms in Slack over %s", (transport) => {
  let run: Running;

  beforeEach(async () => {
    run = await startSlack({ transport });
    run.slack.workspace.joined.add("C1");
    run.host.forms.push(form);
    run.host.answer = () => [notice("Vul dit in.", { language: "nl", form })];
  });

  afterEach(async () => {
    await run.stop();
    expect(run.slack.violations).toEqual([]);
    expect(run.host.errors).toEqual([]);
  });

  const view = (): Json & { id: string } => {
    const last = [...run.slack.workspace.views.values()].at(-1);
    return { ...last?.view, id: last?.id ?? "", hash: last?.hash };
  };
  const shown = (): string => JSON.stringify(view().blocks ?? []);
  const inputs = (): readonly Json[] => (view().blocks as readonly Json[]).filter(({ type }) => type === "input");
  const element = (name: string): Json => inputs().find(({ block_id: id }) => id === name)?.element as Json;

  async function open(channel = "C1"): Promise<void> {
    await run.deliver(run.people.command("U1", channel, "/nudge", "add"));
    await run.slack.until(() => run.slack.workspace.views.size === 1, "the form");
  }

  /** Submits the modal, which says at once that it is being processed. */
  async function sendIn(by: Running, text = " "): Promise<void> {
    const { payload } = await by.deliver(by.people.submits("U1", view(), filledIn(view(), { text })));
    expect(payload).toMatchObject({ response_action: "update", view: { blocks: [{ type: "rich_text" }] } });
  }

  it("are opened at once by a command, with the text of the reply first and all fields as Slack's elements", async () => {
    await open();
    expect(run.slack.workspace.ephemerals).toEqual([]);
    expect(view()).toMatchObject({ title: { text: "Een titel die langer is…" }, submit: { text: "Instellen" } });
    expect(shown()).toMatch(/^.{0,200}Vul dit in\./);
    expect(inputs().map(({ element }) => (element as Json).type)).toEqual([
      "static_select",
      "static_select",
      "checkboxes",
      "multi_static_select",
      "checkboxes",
      "timepicker",
      "timepicker",
      "plain_text_input",
    ]);
    expect(inputs().map(({ optional }) => optional)).toEqual([false, true, false, true, true, false, true, true]);
    expect(inputs()[2]).toMatchObject({ label: { text: "Dagen" }, hint: { text: "Een of meer" } });
    expect(element("one")).toMatchObject({ initial_option: { value: "v3" } });
    expect(element("one").options).toHaveLength(100);
    expect(element("free")).not.toHaveProperty("initial_option");
    expect(element("boxes").initial_options).toEqual([
      expect.objectContaining({ value: "v1" }),
      expect.objectContaining({ value: "v9" }),
    ]);
    expect(element("none")).not.toHaveProperty("initial_options");
    expect(element("time")).toMatchObject({ initial_time: "09:30" });
    expect(element("anytime")).not.toHaveProperty("initial_time");
    expect(element("text")).toMatchObject({ initial_value: "20:00-07:00" });
  });

  it("show an error at its field and leave the rest unchanged, each time they are submitted", async () => {
    await open();
    const problem = { field: "text", text: "Zo niet." };
    run.host.answer = () => [notice("Stilte: Zo niet.", { language: "nl", form: { ...form, problem } })];
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { payload } = await run.deliver(run.people.submits("U1", view(), filledIn(view(), { text: "whenever" })));
      expect(payload).toEqual({ response_action: "errors", errors: { text: "Zo niet." } });
    }
    run.host.answer = () => [notice("set up")];
    await sendIn(run);
    await run.slack.until(() => shown().includes("set up"), "the answer");
    expect(run.host.questions).toHaveLength(4);
  });

  it.each(["organisation", "answers"] as const)("change nothing that nobody touched, however long it is: %s", async (subject) => {
    run.host.forms.splice(0, 1, longForm(subject));
    run.host.answer = () => [notice("Vul dit in.", { form: longForm(subject) })];
    await open();
    run.host.answer = () => [notice("set up")];
    await run.deliver(run.people.submits("U1", view(), filledIn(view())));
    await run.slack.until(() => shown().includes("set up"), "the answer");
    expect(changedBy(submissionIn(run.host.questions.at(-1)))).toEqual([]);
  });

  it("are shown again with the error if it comes too late for the field", async () => {
    await open();
    const problem = { field: "text", text: "Zo niet." };
    run.host.answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 900));
      return [notice("Stilte: Zo niet.", { language: "nl", form: { ...form, problem } })];
    };
    await sendIn(run, "whenever");
    await run.slack.until(() => shown().includes("Stilte: Zo niet."), "what is wrong");
    expect(inputs()).toHaveLength(8);
  });

  it("without a reply do not say for ever that they are being processed", async () => {
    await open();
    run.host.answer = () => [];
    await sendIn(run);
    await run.slack.until(() => shown().includes("did not work"), "the apology");
  });

  it("are submitted as filled in, from the place where they were opened, and answered in the same modal", async () => {
    await open();
    run.host.answer = (inbound) => [notice(`set up: ${submissionIn(inbound)?.form}`)];
    await sendIn(run);
    await run.slack.until(() => shown().includes("set up: add-nudge"), "the answer");
    const [, asked] = run.host.questions;
    expect(submissionIn(asked)).toEqual({ form: "add-nudge", language: "nl", values: VALUES });
    expect(asked?.place).toMatchObject({ channel: "C1", private: true });
    expect(asked?.place).not.toHaveProperty("recipient");
    expect(run.slack.workspace.views.size).toBe(1);
    expect(run.slack.workspace.ephemerals).toEqual([]);
  });

  it("are shown again with the entered values as long as something is wrong", async () => {
    await open();
    for (const value of ["first", "second"]) {
      const filled = form.fields.map((field) => (field.name === "text" ? { ...field, values: [value] } : field));
      run.host.answer = () => [notice(`wrong: ${value}`, { form: { ...form, fields: filled } })];
      await sendIn(run, value);
      await run.slack.until(() => shown().includes(`wrong: ${value}`), "the fault");
      expect(element("text")).toMatchObject({ initial_value: value });
    }
    expect(run.host.questions.map((inbound) => submissionIn(inbound)?.values.text)).toEqual([undefined, ["first"], ["second"]]);
  });

  it("are processed once even if they are submitted twice", async () => {
    await open();
    run.host.answer = () => [notice("set up")];
    const submitted = run.people.submits("U1", view(), filledIn(view()));
    await Promise.all([run.deliver(submitted), run.deliver(submitted)]);
    await run.slack.until(() => run.host.received.length === 3, "both deliveries");
    expect(run.host.questions).toHaveLength(2);
  });

  it("are acknowledged once they are saved, and a second delivery does not replace the answer to the first", async () => {
    await open();
    run.host.answer = () => [notice("set up")];
    const happened: string[] = [];
    const { receive } = run.host;
    run.host.receive = async (inbound, onTaken) => {
      // Long enough that an acknowledgement that does not wait would come first.
      await new Promise((resolve) => setTimeout(resolve, 50));
      happened.push("kept");
      return receive(inbound, onTaken);
    };
    const submitted = run.people.submits("U1", view(), filledIn(view()));
    const { payload } = await run.deliver(submitted);
    happened.push("acknowledged");
    expect(payload).toMatchObject({ response_action: "update" });
    expect(happened).toEqual(["kept", "acknowledged"]);
    await run.slack.until(() => shown().includes("set up"), "the answer");
    const second = await run.deliver(submitted);
    expect(second.payload ?? {}).toEqual({});
    await run.adapter.stop();
    expect(shown()).toContain("set up");
  });

  it("can be submitted after a restart, and opened with an older button", async () => {
    await open();
    await run.adapter.stop();
    const again = await startSlack({ transport, slack: run.slack });
    again.host.forms.push(form);
    again.host.answer = () => [notice("set up after the restart")];
    await sendIn(again);
    await run.slack.until(() => shown().includes("set up after the restart"), "the answer");
    expect(submissionIn(again.host.questions[0])).toEqual({ form: "add-nudge", language: "nl", values: VALUES });
    const button = { type: "button", action_id: "form", value: encodeForm(form) };
    await again.deliver(again.people.press("U2", "C1", {}, button, true));
    await run.slack.until(() => run.slack.workspace.views.size === 2, "the form");
    await again.stop();
    expect(again.host.askers).toEqual([{ id: "U2", language: "en" }]);
  });

  it("are opened with a button in a direct message, for that person only", async () => {
    await run.deliver(run.people.speak({ user: "U1", channel: "DU1", text: "nudge add" }).message);
    const [message] = run.slack.workspace.answers("DU1");
    expect(message?.text).toBe("Vul dit in.");
    const row = message?.blocks?.at(-1)?.elements as readonly Json[];
    expect(row[0]).toMatchObject({ text: { text: form.title }, value: expect.stringContaining("1:form:nl:add-nudge?one=v3&") });
    await run.deliver(run.people.press("U1", "DU1", { ...message }, row[0] ?? {}));
    await run.slack.until(() => run.slack.workspace.views.size === 1, "the form");
    run.host.answer = () => [notice("set up")];
    await sendIn(run);
    await run.slack.until(() => shown().includes("set up"), "the answer");
    expect(run.host.questions.at(-1)?.place).toMatchObject({ channel: "DU1", recipient: "U1", private: true });
    expect(run.slack.calls.filter(({ method }) => method === "conversations.info")).toEqual([]);
  });

  it.each([
    ["a button of its own", encodeForm(form)],
    ["the button of a reply, with values", writeFormValue(form)],
  ])("that no longer exist are passed to the bot as a press: %s", async (_, value) => {
    run.host.forms.pop();
    const { ts } = run.people.speak({ user: "U1", channel: "C1", text: "hello" });
    const button = { type: "button", action_id: "form", value };
    await run.deliver(run.people.press("U2", "C1", { ts }, button));
    await run.slack.until(() => run.slack.workspace.ephemerals.length === 1, "the word");
    expect(run.host.questions.at(-1)).toMatchObject({ kind: "pressed", action: { kind: "form" }, place: { private: true } });
  });
});
