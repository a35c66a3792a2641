import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AdministrationStore } from "../../src/administration/ports.ts";
import { createWorkspaceSettings, USUAL_SETTINGS } from "../../src/administration/workspace-settings.ts";
import { type OpenStore, openStore } from "../../src/store/store.ts";

const WORKSPACE = { platform: "test", workspace: "W" };

describe("the settings of workspaces", () => {
  const clock = { now: 1_000_000 };
  let store: OpenStore;
  let reads = 0;
  let administration: AdministrationStore;

  beforeEach(async () => {
    store = await openStore({ dataDirectory: ":memory:" });
    reads = 0;
    administration = {
      ...store.administration,
      workspaceSettings(workspace) {
        reads += 1;
        return store.administration.workspaceSettings(workspace);
      },
    };
  });
  afterEach(() => store.close());

  const make = () => createWorkspaceSettings(administration, () => clock.now);

  it("have their defaults until somebody changes them", async () => {
    const settings = make();
    expect(await settings.of(WORKSPACE)).toEqual(USUAL_SETTINGS);
    await settings.change(WORKSPACE, "hand-off.reminder-hours", 12, "U1");
    await settings.change(WORKSPACE, "languages", ["nl", "fr"], "U1");
    expect(await settings.of(WORKSPACE)).toEqual({ ...USUAL_SETTINGS, "hand-off.reminder-hours": 12, languages: ["nl", "fr"] });
    expect(await settings.of({ ...WORKSPACE, workspace: "V" })).toEqual(USUAL_SETTINGS);
    await settings.change(WORKSPACE, "languages", undefined, "U1");
    expect((await settings.of(WORKSPACE)).languages).toEqual([]);
  });

  it("are cached for ten seconds, after which a change by another process is seen", async () => {
    const [mine, theirs] = [make(), make()];
    await mine.of(WORKSPACE);
    await theirs.of(WORKSPACE);
    await mine.change(WORKSPACE, "gaps", "nothing", "U1");
    expect((await mine.of(WORKSPACE)).gaps).toBe("nothing");
    expect((await theirs.of(WORKSPACE)).gaps).toBe("words");
    expect(reads).toBe(3);
    clock.now += 10_000;
    expect((await theirs.of(WORKSPACE)).gaps).toBe("nothing");
  });

  it("show a change at once in the process that made it, also if they were being read meanwhile", async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const settings = createWorkspaceSettings(
      {
        ...administration,
        async workspaceSettings(workspace) {
          const values = await administration.workspaceSettings(workspace);
          await gate;
          return values;
        },
      },
      () => clock.now,
    );
    const early = settings.of(WORKSPACE);
    await settings.change(WORKSPACE, "gaps", "nothing", "U1");
    release();
    expect((await early).gaps).toBe("words");
    expect((await settings.of(WORKSPACE)).gaps).toBe("nothing");
  });

  it("refuse an invalid value and say what is wrong", async () => {
    const settings = make();
    for (const [name, value, message] of [
      ["hand-off.reminder-hours", 0, /whole number from 1 to 72/],
      ["hand-off.hours", "9 to 5", /two times such as/],
      ["organisation.helpdesk", { title: "Help" }, /neither telephone, mail nor web address/],
      ["organisation.helpdesk", { title: "Help", url: "javascript:alert(1)" }, /url/],
      ["channels.off", Array.from({ length: 26 }, (_, at) => `C${at}`), /at most 25/],
      ["digest.weekday", 8, /digest.weekday/],
    ] as const) {
      const changing = settings.change(WORKSPACE, name, value as never, "U1");
      await expect(changing).rejects.toMatchObject({ code: "usage", message: expect.stringMatching(message) });
    }
    expect(await settings.of(WORKSPACE)).toEqual(USUAL_SETTINGS);
    expect(await store.administration.auditTrail(WORKSPACE, 9)).toEqual([]);
  });

  it("have their defaults if another version saved a value that cannot be read", async () => {
    await store.setWorkspaceSetting(WORKSPACE, "gaps", '"everything"');
    await store.setWorkspaceSetting(WORKSPACE, "digest.weekday", "3");
    expect(await make().of(WORKSPACE)).toMatchObject({ gaps: "words", "digest.weekday": 3 });
    await store.setWorkspaceSetting(WORKSPACE, "managers", "not JSON");
    expect(await make().of(WORKSPACE)).toMatchObject({ managers: [], "digest.weekday": 3 });
  });

  it("cannot be read if the store fails", async () => {
    administration = { ...administration, workspaceSettings: () => Promise.reject(new Error("away")) };
    await expect(make().of(WORKSPACE)).rejects.toThrow("away");
  });
});
