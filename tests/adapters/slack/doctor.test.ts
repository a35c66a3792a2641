import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SCOPES } from "../../../adapters/slack/commands/scopes.ts";
import { diagnose, diagnoseDistributed } from "../../../adapters/slack/doctor.ts";
import { type SlackServer, startSlackServer } from "../../protocol/slack/server.ts";
import { createRecording, optionsFor } from "./harness.ts";
import { makeKey } from "./workspaces/harness.ts";

describe("the doctor for Slack", () => {
  let slack: SlackServer;

  beforeEach(async () => {
    slack = await startSlackServer({ scopes: Object.keys(SCOPES) });
  });

  afterEach(() => slack.close());

  const options = (transport: "socket" | "http", more = {}) => ({ ...optionsFor(slack, transport, createRecording()), ...more });
  const problems = async (given: Parameters<typeof diagnose>[0]) =>
    (await diagnose(given)).filter(({ level }) => level === "problem");

  it("reports no problem with Socket Mode, without opening a socket", async () => {
    const results = await diagnose(options("socket"));
    expect(results.map(({ level }) => level)).toEqual(["ok", "ok", "ok"]);
    expect(results.map(({ message }) => message).join("\n")).toMatch(/workspace Malinois.*\n.*all the scopes.*\nSocket Mode/);
    expect(slack.sockets.total()).toBe(0);
  });

  it("reports no problem with signed HTTP", async () => {
    expect(await problems(options("http", { signingSecret: "8f742231b10e8888abcd99aaa1285a51" }))).toEqual([]);
  });

  it.each([
    ["another kind of token", { botToken: "xoxp-1" }, /does not begin with xoxb-/],
    ["a wrong bot token", { botToken: "xoxb-wrong" }, /does not accept the token/],
    ["another kind of app token", { appToken: "xoxb-1" }, /does not begin with xapp-/],
    ["a wrong app token", { appToken: "xapp-wrong" }, /does not accept the app-level token.*apps\.connections\.open/],
    ["no way in", { appToken: "", signingSecret: "" }, /neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET/],
    ["a signing secret that is none", { appToken: "", signingSecret: "secret" }, /does not look like a signing secret/],
  ])("reports %s with the fix, without quoting a secret", async (_, more, message) => {
    const [problem, ...others] = await problems(options("socket", more));
    expect(others).toEqual([]);
    expect(problem?.message).toMatch(message);
    expect(problem?.fix).toBeTruthy();
    expect(JSON.stringify(problem)).not.toMatch(/wrong"|xoxp-1/);
  });

  it("reports each missing scope and what does not work without it", async () => {
    await slack.close();
    slack = await startSlackServer({ scopes: ["chat:write", "commands"] });
    const found = await problems(options("http", { signingSecret: "8f742231b10e8888abcd99aaa1285a51" }));
    // usergroups:read is only needed with groups in SLACK_MANAGERS, and files:write is optional.
    expect(found).toHaveLength(Object.keys(SCOPES).length - 4);
    expect(found[0]?.message).toBe("the Slack app lacks the scope app_mentions:read: Malinois cannot hear mentions");
  });

  it("mentions that the scope for user groups is not granted, and reports it as a problem only if a group is set", async () => {
    await slack.close();
    slack = await startSlackServer({ scopes: Object.keys(SCOPES).filter((scope) => scope !== "usergroups:read") });
    const results = await diagnose(options("socket", { managers: ["U1"] }));
    expect(results.map(({ level }) => level)).toEqual(["ok", "ok", "off", "ok"]);
    expect(results[2]?.message).toBe("the scope usergroups:read: only needed to know who is in a user group of SLACK_MANAGERS");
    expect((await problems(options("socket", { managers: ["S1"] }))).map(({ message }) => message)).toEqual([
      expect.stringContaining("lacks the scope usergroups:read"),
      expect.stringContaining("the group S1 of SLACK_MANAGERS"),
    ]);
  });

  it("reports a group of managers that Slack does not know", async () => {
    slack.workspace.groups.set("S1", []);
    const managers = ["S1", "S2", "U1"];
    const [problem, ...others] = await problems(options("socket", { managers }));
    expect(problem?.message).toBe("Slack does not tell who is in the group S2 of SLACK_MANAGERS");
    expect(others).toEqual([]);
  });

  it("does not blame a group of managers if Slack itself fails", async () => {
    slack.workspace.groups.set("S1", []);
    slack.faults.order("usergroups.users.list", { kind: "status", status: 503 });
    const [problem, ...others] = await problems(options("socket", { managers: ["S1"] }));
    expect(problem).toMatchObject({
      message: expect.stringMatching(/did not answer.*usergroups\.users\.list/),
      fix: expect.stringContaining("status.slack.com"),
    });
    expect(others).toEqual([]);
  });

  it("reports that Slack cannot be reached", async () => {
    await slack.close();
    const [problem] = await problems(options("http", { signingSecret: "8f742231b10e8888abcd99aaa1285a51" }));
    slack = await startSlackServer({ scopes: [] });
    expect(problem?.message).toMatch(/cannot be reached/);
  });

  describe("for many workspaces", () => {
    const [key, other] = [makeKey("k1"), makeKey("k1")];
    const distributed = (more = {}) => {
      const { clientId, clientSecret } = slack.distribution;
      const signingSecret = "8f742231b10e8888abcd99aaa1285a51";
      const { apiUrl, now, logger, timings = {} } = options("http");
      const common = { ...(apiUrl !== undefined && { apiUrl }), now, logger, timings };
      return diagnoseDistributed({ ...common, clientId, clientSecret, signingSecret, tokenKeys: [key], ...more });
    };

    it("reports no problem, without installing anything", async () => {
      expect((await distributed()).map(({ level, message }) => `${level}: ${message}`)).toEqual([
        "ok: Slack accepts the app's credentials: workspaces install it at /slack/install",
        expect.stringContaining("ok: signed HTTP"),
        "ok: tokens are encrypted with the first key in TOKEN_KEYS; keys that can decrypt: 1",
      ]);
    });

    it.each([
      ["a wrong client id", { clientId: "1.1" }, /knows no app with that client id/],
      ["a wrong client secret", { clientSecret: "wrong" }, /does not accept the app's client secret/],
      ["two keys with one id", { tokenKeys: [key, other] }, /encryption keys are not valid/],
      ["a signing secret that is none", { signingSecret: "secret" }, /does not look like a signing secret/],
    ])("reports %s with the fix", async (_, more, message) => {
      const [problem, ...others] = (await distributed(more)).filter(({ level }) => level === "problem");
      expect(others).toEqual([]);
      expect(problem?.message).toMatch(message);
      expect(problem?.fix).toBeTruthy();
    });
  });
});
