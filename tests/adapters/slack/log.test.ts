import { afterEach, expect, it } from "vitest";
import { type Running, startSlack, TRANSPORTS } from "./harness.ts";

let run: Running;
afterEach(() => run.stop());

it.each(TRANSPORTS)("the Slack adapter logs neither secrets nor what people typed, whatever fails (%s)", async (transport) => {
  run = await startSlack({ transport });
  const words = "my password is hunter2";
  run.host.answer = () => {
    throw new Error(words);
  };
  run.host.receive = async () => {
    throw new Error(words);
  };
  for (const method of ["users.info", "assistant.threads.setStatus", "views.open"])
    run.slack.faults.order(method, { kind: "status", status: 200, body: { ok: false, error: words } }, 10);
  run.slack.faults.order("views.open", { kind: "drop" });
  await run.deliver(run.people.speak({ user: "U1", channel: "D1", text: words }).message);
  await run.deliver(run.people.command("U1", "C9", "/ask", words));
  await run.deliver(run.people.messageShortcut("U1", "C9", "ask_about_message", { ts: "1.000001", text: words }));
  await run.deliver(run.people.types("U1", { type: "home" }, words));
  await run.adapter.stop();
  expect(run.logger.lines.filter(({ level }) => level === "error").length).toBeGreaterThan(0);
  const log = JSON.stringify(run.logger.lines);
  for (const secret of ["hunter2", run.slack.botToken, run.slack.appToken, run.slack.signingSecret])
    expect(log).not.toContain(secret);
});
