import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { InstallationStore } from "../../src/ports.ts";
import { emptyTables } from "../privacy/rows.ts";
import { DATABASE_FORMS, type OpenForm, openForm } from "./database-forms.ts";

const NOW = Date.UTC(2026, 10, 26, 9);

describe.each(DATABASE_FORMS)("installations on $name", { timeout: 60_000 }, (form) => {
  let { store, tables, stop } = {} as OpenForm;
  let here: InstallationStore;
  beforeAll(async () => {
    ({ store, tables, stop } = await openForm(form));
    here = store.installations("here");
  }, 60_000);
  afterAll(() => stop());
  beforeEach(() => emptyTables(tables));

  const put = (id: string, sealed = `sealed for ${id}`, installedAt = NOW) => here.put({ id, sealed, installedAt }, id);
  const versionOf = async (id: string) => (await here.byId(id))?.version ?? 0;

  it("can be found by their id and by the workspaces that they serve, on their own platform only", async () => {
    await put("T1");
    await here.put({ id: "E1", sealed: "for an organisation", installedAt: NOW });
    await here.serve("T2", "E1");
    expect(await here.byId("T1")).toMatchObject({ id: "T1", sealed: "sealed for T1", installedAt: NOW });
    expect(await here.ofWorkspace("T1")).toMatchObject({ id: "T1" });
    expect(await here.ofWorkspace("T2")).toMatchObject({ id: "E1", sealed: "for an organisation" });
    expect(await here.ofWorkspace("E1")).toBeUndefined();
    expect(await store.installations("elsewhere").byId("T1")).toBeUndefined();
    expect(await here.servedBy("E1")).toEqual(["T2"]);
    await here.unserve("T2");
    expect(await here.ofWorkspace("T2")).toBeUndefined();
  });

  it("are listed page by page, and counted with and without revoked ones", async () => {
    for (const id of ["T3", "T1", "T2"]) await put(id);
    await here.reseal({ id: "T2", version: await versionOf("T2") }, undefined);
    expect((await here.list("", 2)).map(({ id, sealed }) => [id, sealed])).toEqual([
      ["T1", "sealed for T1"],
      ["T2", undefined],
    ]);
    expect((await here.list("T2", 2)).map(({ id }) => id)).toEqual(["T3"]);
    expect(await here.count()).toEqual({ all: 3, usable: 2 });
  });

  it("can only be changed with their current version, which is new after a reinstallation", async () => {
    await put("T1");
    const version = await versionOf("T1");
    const both = [here.reseal({ id: "T1", version }, "one"), here.reseal({ id: "T1", version }, "two")];
    expect((await Promise.all(both)).filter(Boolean)).toHaveLength(1);
    await here.remove("T1");
    expect(await here.byId("T1")).toBeUndefined();
    await put("T1", "again", NOW + 60_000);
    expect(await here.reseal({ id: "T1", version }, "late")).toBe(false);
    expect(await here.byId("T1")).toMatchObject({ sealed: "again" });
    await put("T1", "over it", NOW + 60_000);
    expect((await here.byId("T1"))?.version).toBe(NOW + 60_001);
  });

  it("are leased by one process at a time, until it is done or the lease expires", async () => {
    await put("T1");
    const version = await versionOf("T1");
    const lease = (now: number) => here.lease({ id: "T1", version }, now, now + 1_000);
    const granted = await Promise.all([lease(NOW), lease(NOW), lease(NOW)]);
    expect(granted.filter(Boolean)).toHaveLength(1);
    expect(await lease(NOW + 999)).toBe(false);
    expect(await lease(NOW + 1_000)).toBe(true);
    await here.reseal({ id: "T1", version }, "renewed");
    expect(await lease(NOW + 5_000)).toBe(false);
    expect(await here.lease({ id: "T1", version: version + 1 }, NOW + 1_001, NOW + 2_000)).toBe(true);
  });

  it("are deleted when Malinois is removed from their workspace, unless they were installed again since", async () => {
    const workspace = (id: string) => ({ platform: "here", workspace: id });
    for (const id of ["T1", "T2"]) {
      await put(id);
      await store.setWorkspaceSetting(workspace(id), "name", '"x"');
      await store.privacy.leave(workspace(id), NOW + 1);
    }
    await put("T2", "again", NOW + 2);
    await store.privacy.eraseLeft();
    expect(await here.byId("T1")).toBeUndefined();
    expect(await here.ofWorkspace("T2")).toMatchObject({ sealed: "again" });
    expect(await store.workspaceSetting(workspace("T2"), "name")).toBeUndefined();
  });
});
