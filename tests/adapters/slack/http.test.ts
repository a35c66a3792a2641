import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSlack } from "../../../adapters/slack/index.ts";
import { sign } from "../../protocol/slack/signed-http.ts";
import { createRecording, optionsFor, type Running, serveRoutes, startSlack } from "./harness.ts";

const MINUTE = 60_000;

describe("the endpoint for signed HTTP", () => {
  let run: Running;

  beforeEach(async () => {
    run = await startSlack({ transport: "http" });
  });

  afterEach(async () => {
    await run.stop();
    expect(run.slack.violations).toEqual([]);
  });

  async function post(body: string, headers: Record<string, string> = {}, secret = run.slack.signingSecret, at = Date.now()) {
    const json = { "content-type": "application/json" };
    return fetch(run.url, { method: "POST", body, headers: { ...json, ...sign(body, secret, at), ...headers } });
  }

  const message = (): string => JSON.stringify(run.people.speak({ user: "U1", channel: "D1", text: "hello" }).message.payload);

  it.each([
    ["a wrong secret", {}, "another secret", 0],
    ["a stale time", {}, undefined, -6 * MINUTE],
    ["a time in the future", {}, undefined, 6 * MINUTE],
    ["a wrong signature", { "x-slack-signature": "v0=00" }, undefined, 0],
    ["a signature of another version", { "x-slack-signature": "v1=00" }, undefined, 0],
    ["a time that is no number", { "x-slack-request-timestamp": "now" }, undefined, 0],
    ["no signature", { "x-slack-signature": "" }, undefined, 0],
  ])("refuses %s", async (_, headers, secret, shift) => {
    const { status } = await post(message(), headers, secret, Date.now() + shift);
    expect(status).toBe(401);
    expect(run.host.received).toEqual([]);
  });

  it("accepts requests whose time is off by less than five minutes, in both directions", async () => {
    for (const shift of [-4 * MINUTE, 4 * MINUTE])
      expect((await post(message(), {}, undefined, Date.now() + shift)).status).toBe(200);
    expect(run.host.received).toHaveLength(2);
  });

  it("refuses a signature for another body", async () => {
    const headers = sign(message(), run.slack.signingSecret, Date.now());
    expect((await post(message(), headers)).status).toBe(401);
  });

  it("refuses an oversized body, whether its length is declared or not", async () => {
    const body = JSON.stringify({ event: { text: "x".repeat(2_000_000) } });
    expect((await post(body)).status).toBe(413);
    const stream = new Blob([body]).stream();
    const headers = { "content-type": "application/json", ...sign(body, run.slack.signingSecret, Date.now()) };
    const streamed = await fetch(run.url, { method: "POST", body: stream, duplex: "half", headers } as RequestInit);
    expect(streamed.status).toBe(413);
  });

  it("answers Slack's check of the address, but only if it is signed", async () => {
    const body = JSON.stringify({ type: "url_verification", challenge: "abc" });
    expect(await (await post(body)).json()).toEqual({ challenge: "abc" });
    expect((await post(body, {}, "another secret")).status).toBe(401);
  });

  it("acknowledges Slack's check of the certificate without doing anything", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded", "x-slack-signature": "" };
    expect((await post("ssl_check=1&command=%2Fask&text=hello", headers)).status).toBe(200);
    expect(run.host.received).toEqual([]);
  });

  it("acknowledges app_rate_limited, and the health reports it", async () => {
    const { status } = await post(JSON.stringify({ type: "app_rate_limited", team_id: "T0MALINOIS", minute_rate_limited: 1 }));
    expect(status).toBe(200);
    expect(run.adapter.health()).toMatchObject({ ok: true, detail: expect.stringContaining("held back events") });
  });

  it.each([
    ["broken JSON", "{", "application/json"],
    ["no object", "[1]", "application/json"],
    ["another type", "<x/>", "text/xml"],
  ])("refuses %s with 400", async (_, body, type) => {
    expect((await post(body, { "content-type": type })).status).toBe(400);
  });

  it("acknowledges unknown events without doing anything", async () => {
    for (const body of [
      '{"type":"event_callback","event":{"type":"channel_created","user":{"id":"U1"}}}',
      '{"type":"never_seen"}',
    ])
      expect((await post(body)).status).toBe(200);
    expect(run.host.received).toEqual([]);
  });

  it("makes Slack deliver again what arrives before the start or after the stop", async () => {
    const early = createSlack(optionsFor(run.slack, "http", createRecording()));
    const web = await serveRoutes(early);
    const body = message();
    const headers = { "content-type": "application/json", ...sign(body, run.slack.signingSecret, Date.now()) };
    expect((await fetch(`${web.origin}/slack/events`, { method: "POST", body, headers })).status).toBe(503);
    await web.close();
    await run.adapter.stop();
    expect((await post(body)).status).toBe(503);
  });
});
