import { CompiledQuery, type KyselyPlugin } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Reply } from "../../src/model.ts";
import type { NudgeStore, OutgoingMessage } from "../../src/nudges/ports.ts";
import { createNudgeStore } from "../../src/store/nudges/index.ts";
import { openStore } from "../../src/store/store.ts";
import { channel, HOUR, subscription } from "../nudges/fixtures.ts";
import { DATABASE_FORMS, type OpenForm, openForm } from "./database-forms.ts";

const NOW = Date.UTC(2026, 10, 24, 9);
const reply: Reply = { kind: "nudge", language: "en", body: ["x"], choices: [], actions: [] };
const message = (workspace: string, key: string, changes: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  ...{ key: `${workspace}/${key}`, kind: "report", reply, dueAt: NOW, sendAt: NOW },
  place: { ...channel, workspace },
  ...changes,
});

describe.each(DATABASE_FORMS)("pending work of many workspaces on $name", { timeout: 60_000 }, (form) => {
  let opened: OpenForm;
  let nudges: NudgeStore;
  beforeAll(async () => {
    opened = await openForm(form);
    nudges = opened.store.nudges;
  }, 60_000);
  afterAll(() => opened.stop());
  beforeEach(async () => {
    for (const table of ["deliveries", "subscriptions"] as const) await opened.tables.queries.deleteFrom(table).execute();
  });

  const lease = (leaseOwner = "me", limit = 50, now = NOW) => nudges.leaseMessages(["test"], now, leaseOwner, limit);
  const counts = (taken: readonly OutgoingMessage[]) => {
    const all: Record<string, number> = {};
    for (const { place } of taken) all[place.workspace] = (all[place.workspace] ?? 0) + 1;
    return all;
  };
  const add = async (workspace: string, count: number, sendAt = NOW - HOUR) => {
    for (let number = 0; number < count; number += 1) {
      await nudges.addMessage(message(workspace, String(number), { sendAt: sendAt + number }), NOW);
    }
  };

  test("is leased at once for each workspace, however much is pending in another", async () => {
    await add("busy", 60);
    for (const workspace of ["a", "b", "z"]) await add(workspace, 1, NOW);
    const taken = [...(await lease()), ...(await lease()), ...(await lease())];
    expect(counts(taken)).toEqual({ a: 1, b: 1, z: 1, busy: 24 });
    expect(
      taken
        .filter(({ place }) => place.workspace === "busy")
        .map(({ sendAt }) => sendAt - NOW + HOUR)
        .sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 24 }, (_, index) => index));
    expect(await lease()).toEqual([]);
  });

  test("gets its turn, even if more workspaces have some than are served at once", async () => {
    for (const workspace of ["a", "b", "c", "d", "e"]) await add(workspace, 3);
    const rounds = [await lease("me", 2), await lease("me", 2), await lease("me", 2)];
    expect(new Set(rounds.flat().map(({ place }) => place.workspace))).toEqual(new Set(["a", "b", "c", "d", "e"]));
  });

  test("is sent by one process at a time in each workspace, and the next one knows when something was last sent there", async () => {
    const other = opened.options.databaseUrl === undefined ? opened.store : await openStore(opened.options);
    await add("w", 30);
    const both = await Promise.all([lease("one"), other.nudges.leaseMessages(["test"], NOW, "two", 50)]);
    const [won, lost] = [...both].sort((one, two) => two.length - one.length);
    expect([won?.length, lost?.length]).toEqual([24, 0]);
    const owner = won === both[0] ? "one" : "two";
    for (const { key } of won ?? []) await nudges.settle(key, owner, { state: "sent" }, NOW + 100);
    const next = await lease("three", 50, NOW + 200);
    expect(next).toHaveLength(6);
    expect(next[0]?.lastSent).toEqual({ workspace: NOW + 100, channel: NOW + 100 });
    if (other !== opened.store) await other.close();
  });

  test("can be leased by another process thirty seconds after a process died", async () => {
    await add("w", 30);
    expect(await lease("dead")).toHaveLength(24);
    expect(await lease("living", 50, NOW + 29_000)).toEqual([]);
    expect(await lease("living", 50, NOW + 30_000)).toHaveLength(6);
  });

  test("is decided in turns, however much is due in another workspace", async () => {
    for (let number = 0; number < 60; number += 1) {
      const one = subscription({ id: `busy-${number}`, place: { ...channel, workspace: "busy" } });
      await nudges.saveSubscription(one, { lookedUntil: NOW - HOUR, nextDueAt: NOW - HOUR + number });
    }
    for (const workspace of ["a", "z"]) {
      const one = subscription({ id: workspace, place: { ...channel, workspace } });
      await nudges.saveSubscription(one, { lookedUntil: NOW - HOUR, nextDueAt: NOW });
    }
    const decided: string[] = [];
    const decide = () =>
      nudges.decideDue(["test"], NOW, 10, ({ subscription: { id } }) => {
        decided.push(id);
        return { nextLook: { lookedUntil: NOW, nextDueAt: NOW + HOUR }, skipped: [] };
      });
    expect(await decide()).toBe(10);
    expect(decided).toEqual(expect.arrayContaining(["a", "z"]));
    while ((await decide()) > 0);
    expect(decided).toHaveLength(62);
    expect(new Set(decided).size).toBe(62);
  });

  test.runIf(form.name === "SQLite")("is found by indexes, without a scan of any table", async () => {
    const { tables } = opened;
    const statements: CompiledQuery[] = [];
    const recorder: KyselyPlugin = {
      transformQuery: ({ node, queryId }) => {
        statements.push(tables.queries.getExecutor().compileQuery(node, queryId));
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    const recorded = createNudgeStore({ ...tables, queries: tables.queries.withPlugin(recorder) });
    await add("busy", 60);
    await nudges.saveSubscription(subscription(), { lookedUntil: NOW - HOUR, nextDueAt: NOW - HOUR });
    expect(await recorded.leaseMessages(["test"], NOW, "me", 50)).toHaveLength(24);
    await recorded.heartbeat(["busy/1"], "me");
    await recorded.messagesInFlight(["test"]);
    await recorded.decideDue(["test"], NOW, 1, () => ({ nextLook: { lookedUntil: NOW }, skipped: [] }));
    const plans: string[] = [];
    const isOfOneRow = (plan: string) => /sqlite_autoindex_deliveries/.test(plan);
    const changes: string[] = [];
    for (const { sql: text, parameters } of statements) {
      const { rows } = await tables.queries.executeQuery<{ detail: string }>(
        CompiledQuery.raw(`explain query plan ${text}`, [...parameters]),
      );
      plans.push(...rows.map(({ detail }) => detail));
      if (text.startsWith("update") && /set "state"/.test(text)) changes.push(...rows.map(({ detail }) => detail));
    }
    expect(plans.join("\n")).toContain("deliveries_waiting");
    expect(plans.join("\n")).toContain("subscriptions_by_workspace");
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.filter((plan) => !isOfOneRow(plan))).toEqual([]);
    expect(plans.filter((plan) => /SCAN (deliveries|subscriptions)\b/.test(plan))).toEqual([]);
  });
});
