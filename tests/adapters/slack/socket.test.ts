import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSlack } from "../../../adapters/slack/index.ts";
import { startSlackServer } from "../../protocol/slack/server.ts";
import { createRecording, nobody, optionsFor, type Running, startSlack } from "./harness.ts";

describe("Socket Mode", () => {
  let run: Running;
  const escaped: unknown[] = [];
  const onEscape = (error: unknown): void => void escaped.push(error);

  beforeEach(async () => {
    process.on("unhandledRejection", onEscape);
    run = await startSlack({ transport: "socket", timings: { callTimeout: 1_000 } });
    await recovered();
  });

  afterEach(async () => {
    await run.stop();
    process.off("unhandledRejection", onEscape);
    expect(escaped.splice(0)).toEqual([]);
    expect(run.slack.violations).toEqual([]);
  });

  const speak = () => run.people.speak({ user: "U1", channel: "D1", text: "hello" }).message;
  /** Waits until both sides hold two sockets. */
  const recovered = () =>
    run.slack.until(
      () => run.slack.sockets.open() === 2 && run.adapter.health().detail.startsWith("connected (2"),
      "two sockets",
    );

  /** Does something, and waits until both sides hold two sockets that were opened after it. */
  async function renewed(action: () => void): Promise<void> {
    const before = run.slack.sockets.total();
    action();
    await run.slack.until(() => run.slack.sockets.total() >= before + 2, "fresh sockets");
    await recovered();
  }

  it("keeps two sockets open and answers over either", async () => {
    expect(run.adapter.health()).toEqual({ ok: true, detail: "connected (2 of 2 sockets)" });
    for (const socket of [0, 1]) await run.slack.sockets.deliver("events_api", speak().payload, undefined, socket);
    expect(run.host.questions).toHaveLength(2);
  });

  it("opens its sockets again after all were cut, and reports the outage meanwhile", async () => {
    run.slack.faults.order("apps.connections.open", { kind: "status", status: 503 }, 3);
    run.slack.sockets.drop();
    await run.slack.until(() => !run.adapter.health().ok, "a sick health");
    expect(run.adapter.health().detail).toMatch(/^no socket since \d\d:\d\d:\d\dZ, reconnecting: /);
    await recovered();
    await run.deliver(speak());
    expect(run.host.questions).toHaveLength(1);
  });

  it("recovers from every way in which opening a socket can fail", async () => {
    for (const fault of [{ kind: "drop" }, { kind: "hang" }, { kind: "status", status: 429, retryAfter: 0 }] as const)
      run.slack.faults.order("apps.connections.open", fault);
    await renewed(() => run.slack.sockets.drop());
    await run.deliver(speak());
    expect(run.host.questions).toHaveLength(1);
  });

  it("does not use the many retries of Socket Mode's own client for other calls", async () => {
    run.slack.faults.order("users.info", { kind: "status", status: 500 }, 5);
    await run.deliver(speak());
    expect(run.host.questions).toHaveLength(1);
    expect(run.slack.calls.filter(({ method }) => method === "users.info")).toHaveLength(1);
  });

  it("opens new sockets when Slack is about to close the old ones", async () => {
    await renewed(() => run.slack.sockets.refresh());
    await run.deliver(speak());
    expect(run.host.questions).toHaveLength(1);
  });

  it("notices a frozen socket, and opens another one", async () => {
    const watchful = await startSlack({ timings: { pingTimeout: 400 } });
    const { sockets } = watchful.slack;
    const before = sockets.total();
    sockets.freeze();
    await watchful.slack.until(() => sockets.total() >= before + 2 && watchful.adapter.health().ok, "fresh sockets");
    await watchful.stop();
  });

  it("gives up a socket on which Slack never says hello", async () => {
    const slack = await startSlackServer({ scopes: ["chat:write"] });
    slack.sockets.silence(true);
    const adapter = createSlack(optionsFor(slack, "socket", createRecording(), { helloTimeout: 500 }));
    const started = adapter.start(nobody);
    await slack.until(() => slack.sockets.total() >= 3);
    slack.sockets.silence(false);
    await started;
    expect(adapter.health().ok).toBe(true);
    await adapter.stop();
    await slack.close();
  });

  it("closes a socket that opens after it was given up", async () => {
    const impatient = await startSlack({ timings: { helloTimeout: 1_000 } });
    const { sockets, faults, until } = impatient.slack;
    faults.order("apps.connections.open", { kind: "slow", delay: 2_000 }, 2);
    const before = sockets.total();
    sockets.drop();
    await until(() => sockets.total() >= before + 4 && sockets.open() === 2, "late sockets opened and closed");
    await impatient.stop();
  });

  it("acknowledges app_rate_limited, which has no inner event", async () => {
    await run.slack.sockets.deliver("events_api", { type: "app_rate_limited", team_id: "T0MALINOIS" });
    expect(run.adapter.health().detail).toContain("held back events");
    await run.deliver(speak());
    expect(run.host.questions).toHaveLength(1);
  });

  it("ignores nonsense", async () => {
    for (const payload of [{}, { event: {} }, { event: { type: "message" } }])
      await run.slack.sockets.deliver("events_api", payload);
    const broken = run.slack.sockets.deliver("interactive", { type: "block_actions", actions: [] });
    broken.catch(() => undefined);
    await run.deliver(speak());
    expect(run.host.questions).toHaveLength(1);
  });

  it("leaves what arrives while it stops to other sockets, but acknowledges work in progress", async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    run.host.answer = async () => {
      await held;
      return [];
    };
    const running = run.deliver(speak());
    await run.slack.until(() => run.host.questions.length === 1);
    const stopping = run.adapter.stop();
    let later: unknown = "pending";
    const delivered = run.deliver(speak()).then(
      () => (later = "acknowledged"),
      () => (later = "left"),
    );
    release();
    await running;
    await stopping;
    expect(run.host.questions).toHaveLength(1);
    await run.slack.until(() => run.slack.sockets.open() === 0);
    await delivered;
    expect(later).toBe("left");
  });
});
