import { createHook } from "node:async_hooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SCOPES } from "../../../adapters/slack/commands/scopes.ts";
import { createSlack } from "../../../adapters/slack/index.ts";
import type { Adapter } from "../../../src/ports.ts";
import { type SlackServer, startSlackServer } from "../../protocol/slack/server.ts";
import { notice } from "./fake-host.ts";
import { createRecording, nobody, optionsFor, type Recording, startSlack, TRANSPORTS, type TransportName } from "./harness.ts";

describe("starting the Slack adapter", () => {
  let slack: SlackServer;
  let logger: Recording;
  let adapter: Adapter | undefined;

  beforeEach(async () => {
    slack = await startSlackServer({ scopes: Object.keys(SCOPES) });
    logger = createRecording();
  });

  afterEach(async () => {
    await adapter?.stop();
    await slack.close();
  });

  function make(transport: TransportName, more = {}): Adapter {
    adapter = createSlack({ ...optionsFor(slack, transport, logger), ...more });
    return adapter;
  }

  it.each(TRANSPORTS)("signs in again when the first auth.test fails (%s)", async (transport) => {
    slack.faults.order("auth.test", { kind: "status", status: 503 });
    slack.faults.order("auth.test", { kind: "drop" });
    await make(transport).start(nobody);
    expect(adapter?.health().ok).toBe(true);
    expect(slack.calls.filter(({ method }) => method === "auth.test")).toHaveLength(3);
    const waits = logger.lines.filter(
      ({ level, message }) => level === "warn" && message.includes("Slack cannot be reached yet"),
    );
    expect(waits).toHaveLength(2);
  });

  it("reports in plain words that the bot token is wrong, without quoting it", async () => {
    const error: Error = await make("http", { botToken: "xoxb-wrong" })
      .start(nobody)
      .catch((failure) => failure);
    expect(error).toMatchObject({ code: "configuration", fix: expect.stringContaining("SLACK_BOT_TOKEN") });
    expect(error.message).toMatch(/does not accept the token/);
    expect(error.message).not.toContain("xoxb-wrong");
    expect(slack.calls.filter(({ method }) => method === "auth.test")).toHaveLength(1);
  });

  it("reports in plain words that the app token is wrong", async () => {
    await expect(make("socket", { appToken: "xapp-wrong" }).start(nobody)).rejects.toThrow(/does not accept the app-level token/);
    expect(adapter?.health().ok).toBe(false);
  });

  it("gives up if Slack remains unreachable, and says so", async () => {
    slack.faults.order("auth.test", { kind: "status", status: 503 }, 100);
    await expect(make("http").start(nobody)).rejects.toThrow(/Slack did not answer/);
  });

  it("continues without an optional scope, and reports what does not work without it", async () => {
    await slack.close();
    slack = await startSlackServer({ scopes: Object.keys(SCOPES).filter((scope) => scope !== "users:read") });
    await make("http").start(nobody);
    expect(logger.lines).toContainEqual(
      expect.objectContaining({
        level: "warn",
        message: expect.stringContaining("users:read: Malinois cannot know the language"),
      }),
    );
    expect(adapter?.health()).toMatchObject({ ok: true, detail: expect.stringContaining("lacks the scopes users:read") });
  });

  it("does not require the scope for user groups if no group is set", async () => {
    await slack.close();
    slack = await startSlackServer({ scopes: Object.keys(SCOPES).filter((scope) => scope !== "usergroups:read") });
    await make("http", { managers: ["U1"] }).start(nobody);
    expect(logger.lines.filter(({ level }) => level === "warn")).toEqual([]);
    await make("http", { managers: ["S1"] }).start(nobody);
    expect(adapter?.health().detail).toContain("lacks the scopes usergroups:read");
  });

  it("fails without the scope that is needed to answer", async () => {
    await slack.close();
    slack = await startSlackServer({ scopes: [] });
    await expect(make("http").start(nobody)).rejects.toThrow(/chat:write: Malinois cannot answer/);
  });

  it("refuses a configuration without an app token and signing secret, or with an empty bot token", () => {
    expect(() => make("http", { signingSecret: undefined })).toThrow(/neither an app token nor a signing secret/);
    expect(() => make("http", { botToken: "" })).toThrow(/bot token is empty/);
  });

  it("uses each token for its own calls only, even with another bot in the same process", async () => {
    const other = await startSlackServer({ scopes: Object.keys(SCOPES), botToken: "xoxb-other", appToken: "xapp-other" });
    const [one, two] = [make("socket"), createSlack(optionsFor(other, "socket", logger))];
    await Promise.all([one.start(nobody), two.start(nobody)]);
    await Promise.all([one.stop(), two.stop()]);
    await other.close();
    const tokens = (server: SlackServer) => new Set(server.calls.map(({ method, token }) => `${method} ${token}`));
    expect(tokens(slack)).toEqual(new Set(["auth.test xoxb-test-token", "apps.connections.open xapp-test-token"]));
    expect(tokens(other)).toEqual(new Set(["auth.test xoxb-other", "apps.connections.open xapp-other"]));
  });

  it("happens only once, even if it is requested twice", async () => {
    const { start } = make("http");
    await Promise.all([start(nobody), start(nobody)]);
    expect(slack.calls).toHaveLength(1);
  });
});

describe.each(TRANSPORTS)("stopping the Slack adapter over %s", (transport) => {
  it("finishes work in progress without a warning, and is harmless when repeated", async () => {
    const run = await startSlack({ transport });
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    run.host.answer = async () => {
      await held;
      return [notice("just in time")];
    };
    const delivered = run.deliver(run.people.speak({ user: "U1", channel: "D1", text: "hello" }).message);
    await run.slack.until(() => run.host.questions.length === 1);
    const stopping = Promise.all([run.adapter.stop(), run.adapter.stop()]);
    release();
    await stopping;
    await delivered;
    expect(run.slack.workspace.answers("D1")).toHaveLength(1);
    expect(run.logger.lines.filter(({ level }) => level !== "info")).toEqual([]);
    await run.stop();
  });

  it("does not wait for ever, and logs how much was unfinished", async () => {
    const run = await startSlack({ transport, timings: { drainDeadline: 20, acknowledgeWithin: 50 } });
    run.host.answer = () => new Promise(() => undefined);
    await run.deliver(run.people.speak({ user: "U1", channel: "D1", text: "hello" }).message);
    await run.adapter.stop();
    expect(run.logger.lines).toContainEqual({
      level: "warn",
      details: { left: 1 },
      message: expect.stringContaining("stopped before"),
    });
    await run.stop();
  });

  it("ends a wait for Slack's rate limit, so that the process can exit", async () => {
    const run = await startSlack({ transport, timings: { drainDeadline: 20, acknowledgeWithin: 50 } });
    run.slack.faults.order("chat.postMessage", { kind: "status", status: 429, retryAfter: 60 });
    await run.deliver(run.people.speak({ user: "U1", channel: "D1", text: "hello" }).message);
    await run.adapter.stop();
    await run.slack.until(() => run.host.errors.length === 1);
    expect(String(run.host.errors[0])).toContain("Malinois is stopping");
    await run.stop();
  });
});

it.each(["normally", "while its sockets are frozen"])(
  "the Slack adapter leaves no timer that would keep the process alive when it stops %s",
  async (how) => {
    const timers = watchTimers();
    const run = await startSlack({ transport: "socket", timings: { pingTimeout: 400, callTimeout: 1_500 } });
    await run.deliver(run.people.speak({ user: "U1", channel: "D1", text: "hello" }).message);
    expect(timers.left()).not.toEqual([]);
    if (how !== "normally") run.slack.sockets.freeze();
    await run.adapter.stop();
    await run.slack
      .until(() => timers.left().length === 0, "the end of all timers")
      .catch(() => expect(timers.left()).toEqual([]));
    timers.stop();
    await run.stop();
  },
);

/** Watches for timers that the adapter and Slack's packages set and do not clear, with the stack traces where they were set. */
function watchTimers() {
  const stacks = new Map<number, string>();
  const hook = createHook({
    init(id, type) {
      const { stack = "" } = type === "Timeout" ? new Error("set") : {};
      const ours = stack.split("\n").find((line) => /node_modules.(@slack|undici)|(?<!tests.)adapters.(slack|kit)/.test(line));
      if (ours !== undefined && !stack.includes("tests/protocol")) stacks.set(id, stack);
    },
    destroy: (id) => void stacks.delete(id),
  }).enable();
  return { left: () => [...stacks.values()], stop: () => hook.disable() };
}
