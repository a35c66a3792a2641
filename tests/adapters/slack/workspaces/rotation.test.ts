import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Place } from "../../../../src/model.ts";
import type { InstallationStore } from "../../../../src/ports.ts";
import { notice } from "../fake-host.ts";
import { type Distributed, type DistributedSetup, startDistributed } from "./harness.ts";

const HOUR = 3_600_000;
const PLACE: Place = { platform: "slack", workspace: "T1", channel: "C1", private: false };

describe("tokens that rotate", () => {
  let run: Distributed;
  let now: number;
  let isBroken = false;
  const replicas: Distributed[] = [];

  const failing = (store: InstallationStore): InstallationStore => ({
    ...store,
    reseal: async (...given) => {
      if (isBroken) throw new Error("the store is broken");
      return store.reseal(...given);
    },
  });
  const start = async (setup: DistributedSetup = {}) => startDistributed({ now: () => now, installations: failing, ...setup });

  beforeEach(async () => {
    now = Date.now();
    isBroken = false;
    run = await start();
    run.addTeam("T1");
    run.slack.distribution.team("T1").joined.add("C1");
    run.slack.distribution.rotate();
    await run.install({ team: "T1" });
  });

  afterEach(async () => {
    for (const replica of replicas.splice(0)) await replica.stop();
    await run.stop();
    expect(run.slack.violations).toEqual([]);
  });

  const another = async () => {
    const replica = await start({ slack: run.slack, store: run.store });
    replicas.push(replica);
    return replica;
  };
  const send = (text: string, from = run) => from.adapter.send(PLACE, notice(text));
  const renewals = () => run.slack.calls.filter(({ parameters }) => parameters.grant_type === "refresh_token");
  const texts = () =>
    run.slack.distribution
      .team("T1")
      .answers("C1")
      .map(({ text }) => text);

  it("are renewed when less than two hours are left", async () => {
    now += 10 * HOUR - 1;
    await send("early");
    expect(renewals()).toHaveLength(0);
    now += 2;
    await send("in time");
    expect(renewals()).toHaveLength(1);
    expect(texts()).toEqual(["early", "in time"]);
  });

  it("are renewed even if they expired long ago, such as after a quiet week", async () => {
    now += 7 * 24 * HOUR;
    await send("after a week");
    expect(texts()).toEqual(["after a week"]);
    expect(renewals()).toHaveLength(1);
  });

  it.each(["that is about to expire", "that has expired"])(
    "are renewed once by three replicas with fifty calls at once, with a token %s",
    async (how) => {
      const all = [run, await another(), await another()];
      await Promise.all(all.map((replica) => send("before", replica)));
      now += how === "that has expired" ? 13 * HOUR : 11 * HOUR;
      run.slack.faults.order("oauth.v2.access", { kind: "slow", delay: 300 });
      await Promise.all(
        all.flatMap((replica, place) => Array.from({ length: 17 }, (_, number) => send(`${place}-${number}`, replica))),
      );
      expect(renewals()).toHaveLength(1);
      expect(texts()).toHaveLength(3 + 3 * 17);
    },
  );

  it("remain in use if they cannot be renewed in time, and are tried again a minute later", async () => {
    now += 11 * HOUR;
    run.slack.faults.order("oauth.v2.access", { kind: "status", status: 503 }, 2);
    await send("old token");
    await send("old token again");
    expect(renewals()).toHaveLength(1);
    now += 61_000;
    await send("tried again");
    now += 61_000;
    await send("renewed");
    expect(renewals()).toHaveLength(3);
    expect(texts()).toHaveLength(4);
  });

  it("are used even if they cannot be saved, and are saved later", async () => {
    now += 13 * HOUR;
    isBroken = true;
    await send("renewed, not kept");
    isBroken = false;
    await send("kept");
    expect(renewals()).toHaveLength(1);
    const replica = await another();
    await send("by another", replica);
    expect(renewals()).toHaveLength(1);
    expect(texts()).toHaveLength(3);
  });

  it("are read again if Slack refuses the cached one and another process has a new one", async () => {
    const replica = await startDistributed({
      ...{ slack: run.slack, store: run.store, now: () => now },
      timings: { installationLifetime: 100 * HOUR },
    });
    replicas.push(replica);
    await send("known", replica);
    run.slack.distribution.revoke({ team: "T1" }, "token_revoked");
    await run.install({ team: "T1" });
    await send("with the new one", replica);
    expect(texts()).toEqual(["known", "with the new one"]);
  });

  it("that can no longer be renewed are reported, with the fix", async () => {
    now += 13 * HOUR;
    run.slack.faults.order("oauth.v2.access", {
      kind: "status",
      status: 200,
      body: { ok: false, error: "invalid_refresh_token" },
    });
    await expect(send("lost")).rejects.toMatchObject({ failure: "later", fix: expect.stringContaining("/slack/install") });
    expect(run.adapter.health().detail).toContain("1 of them with a token that Slack refuses");
  });
});
