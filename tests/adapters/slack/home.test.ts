import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeAction } from "../../../src/actions.ts";
import type { Button } from "../../../src/model.ts";
import { actionIn, typedIn } from "../../inbound.ts";
import type { Json } from "../../protocol/slack/workspace.ts";
import { notice } from "./fake-host.ts";
import { type Running, startSlack } from "./harness.ts";

const areas: readonly Button[] = ["law", "practical"].map((area) => ({
  label: area,
  action: { kind: "topics", area, language: "en" },
}));

describe("App Home", () => {
  let run: Running;

  beforeEach(async () => {
    run = await startSlack();
    run.host.answer = (inbound) =>
      actionIn(inbound)?.kind === "home"
        ? [notice("Tip of the day: lock your screen.", { kind: "home", title: "Malinois", choices: areas })]
        : [notice(`did ${actionIn(inbound)?.kind ?? typedIn(inbound)}`)];
  });

  afterEach(async () => {
    await run.stop();
    expect(run.slack.violations).toEqual([]);
    expect(run.host.errors).toEqual([]);
  });

  const home = (): Json => run.slack.workspace.homes.get("U1") ?? {};
  const modal = (): string => JSON.stringify([...run.slack.workspace.views.values()].map(({ view }) => view));

  it("shows a question field, a search, the tip of the day and the areas when it is opened", async () => {
    run.slack.workspace.locales.set("U1", "de-DE");
    const opened = run.people.opens("U1", "home");
    await run.deliver(opened);
    await run.deliver(opened);
    expect(run.slack.calls.filter(({ method }) => method === "views.publish")).toHaveLength(1);
    expect(run.host.questions[0]).toMatchObject({
      action: { kind: "home", language: "de" },
      asker: { id: "U1", language: "de" },
    });
    const drawn = JSON.stringify(home().blocks);
    for (const part of ["plain_text_input", "external_select", "Tip of the day", "law", "practical"])
      expect(drawn).toContain(part);
    expect((home().blocks as Json[])[0]).toMatchObject({ type: "header" });
  });

  it("answers an area, a typed question and a picked entry in a modal", async () => {
    await run.deliver(run.people.opens("U1", "home"));
    const law = encodeAction({ kind: "topics", area: "law", language: "en" });
    await run.deliver(run.people.pressInView("U1", home(), { type: "button", action_id: "choice-0-0", value: law }));
    await run.slack.until(() => modal().includes("did topics"));
    await run.deliver(run.people.pressInView("U1", home(), { type: "plain_text_input", action_id: "ask", value: "phishing?" }));
    await run.slack.until(() => modal().includes("did phishing?"));
    const show = encodeAction({ kind: "show", entry: "phishing", language: "en" });
    await run.deliver(
      run.people.pressInView("U1", home(), { type: "external_select", action_id: "search", selected_option: { value: show } }),
    );
    await run.slack.until(() => modal().includes("did show"));
    expect(run.slack.workspace.views.size).toBe(3);
  });

  it("does not ask anything for an empty field", async () => {
    await run.deliver(run.people.pressInView("U1", home(), { type: "plain_text_input", action_id: "ask", value: null }));
    await run.adapter.stop();
    expect(run.host.received).toEqual([]);
    expect(run.slack.workspace.answers("DU1")).toEqual([]);
  });
});
