import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { WorkspaceKey } from "../../src/ports.ts";
import { DATABASE_FORMS, type OpenForm, openForm } from "./database-forms.ts";

const NOW = Date.UTC(2026, 10, 24, 9);
const here: WorkspaceKey = { platform: "slack", workspace: "T1" };
const elsewhere: WorkspaceKey = { platform: "slack", workspace: "T2" };
const onDiscord: WorkspaceKey = { platform: "discord", workspace: "T1" };

describe.each(DATABASE_FORMS)("managers' settings and actions on $name", { timeout: 60_000 }, (form) => {
  let { store, tables, stop } = {} as OpenForm;
  beforeAll(async () => {
    ({ store, tables, stop } = await openForm(form));
  }, 60_000);
  afterAll(() => stop());
  beforeEach(async () => {
    for (const table of ["workspace_settings", "audit"] as const) await tables.queries.deleteFrom(table).execute();
  });

  const change = (name: string, value: string | undefined, at = NOW, workspace = here) =>
    store.administration.changeSetting({ ...workspace, name, value }, "U1", at);
  const trail = async (workspace = here) => (await store.administration.auditTrail(workspace, 99)).map(({ detail }) => detail);

  test("a setting is saved exactly as written, for its workspace only, and leaves other settings alone", async () => {
    await store.setWorkspaceSetting(here, "quiz-points", "on");
    await change("gaps", '"text"');
    await change("organisation.name", '"Ünïversité de “Liège” 🐕"');
    expect(await store.administration.workspaceSettings(here)).toEqual({
      "quiz-points": "on",
      gaps: '"text"',
      "organisation.name": '"Ünïversité de “Liège” 🐕"',
    });
    expect(await store.administration.workspaceSettings(elsewhere)).toEqual({});
    expect(await store.administration.workspaceSettings(onDiscord)).toEqual({});
    await change("gaps", undefined);
    expect(await store.administration.workspaceSettings(here)).not.toHaveProperty("gaps");
  });

  test("each change is recorded with its actor, time, old and new value, unless nothing changes", async () => {
    await change("gaps", '"text"');
    await change("gaps", '"text"', NOW + 1);
    await change("gaps", '"nothing"', NOW + 2);
    await change("gaps", undefined, NOW + 3);
    await change("gaps", undefined, NOW + 4);
    expect(await store.administration.auditTrail(here, 99)).toEqual([
      { ...here, at: NOW + 3, actor: "U1", what: "setting", detail: { name: "gaps", before: "nothing" } },
      { ...here, at: NOW + 2, actor: "U1", what: "setting", detail: { name: "gaps", before: "text", after: "nothing" } },
      { ...here, at: NOW, actor: "U1", what: "setting", detail: { name: "gaps", after: "text" } },
    ]);
  });

  test("a change that cannot be recorded is not made", async () => {
    await change("gaps", '"text"');
    await expect(change("gaps", "no JSON")).rejects.toThrow();
    expect(await store.administration.workspaceSettings(here)).toEqual({ gaps: '"text"' });
    expect(await trail()).toHaveLength(1);
  });

  test("other actions are recorded too, and listed with the latest first, a page at a time", async () => {
    for (let step = 0; step < 5; step += 1) {
      await store.administration.audit({
        ...here,
        at: NOW + step,
        actor: "terminal",
        what: "publish",
        detail: { id: `e${step}` },
      });
    }
    await store.administration.audit({ ...elsewhere, at: NOW, actor: "U9", what: "publish", detail: {} });
    const page = await store.administration.auditTrail(here, 2);
    expect(page.map(({ detail }) => detail)).toEqual([{ id: "e4" }, { id: "e3" }]);
    const next = await store.administration.auditTrail(here, 2, page.at(-1)?.at);
    expect(next.map(({ detail }) => detail)).toEqual([{ id: "e2" }, { id: "e1" }]);
    expect(await store.administration.auditTrail(elsewhere, 9)).toEqual([
      { ...elsewhere, at: NOW, actor: "U9", what: "publish", detail: {} },
    ]);
    expect(await store.administration.auditTrail(onDiscord, 9)).toEqual([]);
  });

  test("what was done at the same instant is on the same page, so that the next one misses nothing", async () => {
    const done = (id: string, at: number) =>
      store.administration.audit({ ...here, at, actor: "terminal", what: "publish", detail: { id } });
    await done("latest", NOW + 2);
    for (const id of ["a", "b", "c"]) await done(id, NOW + 1);
    await done("first", NOW);
    const ids = async (limit: number, before?: number) =>
      (await store.administration.auditTrail(here, limit, before)).map(({ detail }) => detail.id).sort();
    expect(await ids(1)).toEqual(["latest"]);
    expect(await ids(2)).toEqual(["a", "b", "c", "latest"]);
    expect(await ids(2, NOW + 1)).toEqual(["first"]);
    expect(await ids(4)).toEqual(["a", "b", "c", "latest"]);
  });

  test("no change is lost and each is recorded if many are made at once", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, at) => change(`setting-${at}`, String(at), NOW + at)));
    expect(Object.keys(await store.administration.workspaceSettings(here))).toHaveLength(20);
    expect(await trail()).toHaveLength(20);
  });
});
