import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPeople } from "../../../protocol/slack/payloads.ts";
import { type Distributed, makeKey, startDistributed } from "./harness.ts";

describe("changing the keys that seal tokens", () => {
  let first: Distributed;
  const [old, fresh] = [makeKey("old"), makeKey("fresh")];

  beforeEach(async () => {
    first = await startDistributed({ keys: [old] });
    for (const team of ["T1", "T2"]) {
      first.addTeam(team);
      await first.install({ team });
    }
    await first.adapter.stop();
  });

  afterEach(() => first.stop());

  const sealedBy = async () => {
    const all = await first.store.installations("slack").list("", 10);
    return all.map(({ sealed }) => sealed?.split(":")[0]);
  };
  const uninstalledBy = (team: string) =>
    createPeople(first.slack.distribution.team(team), first.slack.responseAddress).event({ type: "app_uninstalled" });
  const start = (...keys: readonly string[]) => startDistributed({ slack: first.slack, store: first.store, keys });

  it("reseals all tokens at the start, after which the old key is no longer needed", async () => {
    expect(await sealedBy()).toEqual(["old", "old"]);
    await (await start(fresh, old)).stop();
    expect(await sealedBy()).toEqual(["fresh", "fresh"]);
    const last = await start(fresh);
    expect(await last.adapter.mayManage("T2", "U1")).toBe(false);
    await last.stop();
  });

  it("fails without a key that is still needed, and names it", async () => {
    await expect(start(fresh)).rejects.toMatchObject({ code: "configuration", message: expect.stringContaining('"old"') });
    expect(await sealedBy()).toEqual(["old", "old"]);
  });

  it("affects no other workspace if a token was tampered with or moved to another workspace", async () => {
    const store = first.store.installations("slack");
    const [one, two] = await store.list("", 10);
    await store.reseal({ id: "T1", version: one?.version ?? 0 }, two?.sealed);
    const run = await start(fresh, old);
    expect(await sealedBy()).toEqual(["old", "fresh"]);
    await expect(run.adapter.mayManage("T1", "U1")).rejects.toMatchObject({ failure: "later" });
    expect(await run.adapter.mayManage("T2", "U1")).toBe(false);
    await run.deliver(uninstalledBy("T1"));
    expect(run.host.workspacesLeft).toEqual([{ platform: "slack", workspace: "T1" }]);
    expect(await sealedBy()).toEqual(["fresh"]);
    await run.stop();
  });
});
