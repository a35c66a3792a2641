import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Delivery, People } from "../../../protocol/slack/payloads.ts";
import { type Distributed, startDistributed } from "./harness.ts";

describe("an installation", () => {
  let run: Distributed;
  let people: People;
  let now: number;

  beforeEach(async () => {
    now = Date.now();
    run = await startDistributed({ now: () => now });
    people = run.addTeam("T1");
    run.slack.distribution.team("T1").joined.add("C1");
    await run.install({ team: "T1" });
  });

  afterEach(async () => {
    await run.stop();
    expect(run.slack.violations).toEqual([]);
  });

  const kept = () => run.store.installations("slack").byId("T1");
  const uninstalled = () => people.event({ type: "app_uninstalled" });
  const revoked = () => people.event({ type: "tokens_revoked", tokens: { bot: ["UBOT1"], oauth: [] } });
  const ask = () => people.speak({ user: "U1", channel: "C1", text: "<@UBOT1> hello" }).mention;
  const answers = () => run.slack.distribution.team("T1").answers("C1");
  const agedBy = ({ kind, payload }: Delivery, seconds: number): Delivery => ({
    kind,
    payload: { ...payload, event_time: Number(payload.event_time) - seconds },
  });

  it("is deleted when the app is uninstalled, in whichever order and however often Slack reports it", async () => {
    run.slack.distribution.revoke({ team: "T1" }, "account_inactive");
    await run.deliver(revoked());
    expect(await kept()).toMatchObject({ sealed: undefined });
    expect(run.host.workspacesLeft).toEqual([]);
    await run.deliver(uninstalled());
    expect(run.host.workspacesLeft).toEqual([{ platform: "slack", workspace: "T1" }]);
    expect(await kept()).toBeUndefined();
    await run.deliver(uninstalled());
    await run.deliver(revoked());
    await run.deliver(ask());
    expect(run.host.workspacesLeft).toHaveLength(1);
    expect(run.host.received).toEqual([]);
  });

  it("loses only its token if that is revoked, which the health reports until the app is installed again", async () => {
    run.slack.distribution.revoke({ team: "T1" }, "token_revoked");
    await run.deliver(revoked());
    await run.deliver(ask());
    expect(run.host.received).toEqual([]);
    expect(run.adapter.health()).toEqual({
      ok: true,
      detail: "listening at POST /slack/events; 1 installation; 1 of them with a token that Slack refuses",
    });
    await run.install({ team: "T1" });
    await run.deliver(ask());
    await run.slack.until(() => answers().length === 1);
    expect(run.adapter.health().detail).toBe("listening at POST /slack/events; 1 installation");
  });

  it("keeps its token if the revoked one was an older one or a person's", async () => {
    await run.deliver(revoked());
    run.slack.distribution.revoke({ team: "T1" }, "token_revoked");
    await run.deliver(people.event({ type: "tokens_revoked", tokens: { oauth: ["U1"], bot: [] } }));
    expect((await kept())?.sealed).toBeDefined();
  });

  it("keeps its token if Slack does not say whether it is valid, and Slack has to deliver the event again", async () => {
    run.slack.faults.order("auth.test", { kind: "status", status: 503 });
    await expect(run.deliver(revoked())).rejects.toThrow(/503/);
    expect((await kept())?.sealed).toBeDefined();
  });

  it("is not deleted by a late event of an earlier uninstallation", async () => {
    const old = agedBy(uninstalled(), 60);
    await run.install({ team: "T1" });
    await run.deliver(old);
    expect((await kept())?.sealed).toBeDefined();
    expect(run.host.workspacesLeft).toEqual([]);
    run.slack.distribution.revoke({ team: "T1" }, "account_inactive");
    await run.deliver(old);
    expect(await kept()).toBeUndefined();
  });

  it("is reported as refused if that is only noticed when its token is used", async () => {
    run.slack.distribution.revoke({ team: "T1" }, "token_revoked");
    await run.deliver(ask());
    await run.slack.until(() => run.adapter.health().detail.includes("1 of them with a token that Slack refuses"));
    expect(run.adapter.health().ok).toBe(true);
  });

  it("is no longer used by other replicas once it was removed", async () => {
    const replica = await startDistributed({ slack: run.slack, store: run.store });
    await replica.deliver(ask());
    await run.slack.until(() => answers().length === 1);
    run.slack.distribution.revoke({ team: "T1" }, "account_inactive");
    await run.deliver(uninstalled());
    await replica.deliver(ask());
    expect(replica.host.questions).toHaveLength(1);
    await replica.stop();
  });

  it("is counted once by replicas that were not told, and no more when it is gone", async () => {
    const replica = await startDistributed({ slack: run.slack, store: run.store, now: () => now });
    const detail = "listening at POST /slack/events; 1 installation; 1 of them with a token that Slack refuses";
    const tells = async (expected: string) => {
      // The installations are counted once a minute at most, after the health was asked for.
      now += 61_000;
      replica.adapter.health();
      await new Promise((resolve) => setTimeout(resolve, 20));
      await run.slack.until(() => replica.adapter.health().detail === expected, `"${expected}"`);
    };
    run.slack.distribution.revoke({ team: "T1" }, "account_inactive");
    await replica.deliver(ask());
    await tells(detail);
    await run.deliver(revoked());
    await replica.deliver(ask());
    await tells(detail);
    await run.deliver(uninstalled());
    await replica.deliver(ask());
    await tells("listening at POST /slack/events; 0 installations");
    await replica.stop();
  });
});
