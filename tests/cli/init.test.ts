import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { parseEnv } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { discord } from "../../adapters/discord/platform.ts";
import { playground } from "../../adapters/playground/platform.ts";
import { slack } from "../../adapters/slack/platform.ts";
import { type InitContext, type InitOptions, runInit } from "../../src/cli/operating/init.ts";
import { readPack } from "../../src/knowledge/read/read-pack.ts";
import type { Environment } from "../../src/settings.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malinois-init-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs `init`. If there are answers, it runs at a terminal and they are typed. */
async function init(options: InitOptions, answers?: readonly string[], changes: Partial<InitContext> = {}) {
  const input = Object.assign(new PassThrough(), { isTTY: answers !== undefined, setRawMode: () => undefined });
  let out = "";
  let examined: Environment = {};
  const left = [...(answers ?? [])];
  const context: InitContext = {
    folder,
    platforms: [playground, slack, discord],
    machineZone: "Europe/Vienna",
    program: "npx malinois",
    isInteractive: answers !== undefined,
    environment: {},
    examine: async (settings) => {
      examined = settings;
      return 0;
    },
    ...changes,
  };
  const write = (text: string) => {
    out += text;
    // `init` has asked a question, which a person answers.
    if (!/(\] |later\) )$/.test(text)) return;
    const answer = left.shift();
    setImmediate(() => (answer === undefined ? input.end() : input.write(`${answer}\r`)));
  };
  const code = await runInit(options, context, { input, write, warn: write });
  return { code, out, examined };
}

const settings = async () => parseEnv(await readFile(join(folder, ".env"), "utf8"));

describe("malinois init without a terminal", () => {
  it("writes default settings that only their owner can read, checks them, and prints the next step", async () => {
    const { code, out, examined } = await init({});
    expect(code).toBe(0);
    expect(await settings()).toMatchObject({ TZ_DEFAULT: "Europe/Vienna", SLACK_BOT_TOKEN: "", PORT: "3000" });
    expect((await stat(join(folder, ".env"))).mode & 0o777).toBe(0o600);
    expect(examined).toMatchObject({ TZ_DEFAULT: "Europe/Vienna" });
    expect(out).toMatch(/Next:\n {2}npx malinois start\n$/);
  });

  it("accepts platforms, zone and pack as options", async () => {
    const { out } = await init({ platforms: "discord,slack", zone: "Europe/Paris", pack: "packs/Our handbook", language: "fr" });
    expect(await settings()).toMatchObject({ TZ_DEFAULT: "Europe/Paris", CONTENT_DIR: "packs/Our handbook" });
    expect(await readPack(join(folder, "packs/Our handbook"))).toMatchObject({
      ok: true,
      pack: { id: "our-handbook", languages: ["fr"], entries: [{ id: "lost-badge" }] },
    });
    expect(out).toMatch(/Next:\n {2}npx malinois slack manifest\n {2}npx malinois discord invite\n {2}npx malinois start\n$/);
  });

  it.each([
    [{ platforms: "teams" }, /teams is no platform/],
    [{ zone: "Moon/Sea" }, /Moon\/Sea is no IANA time zone/],
    [{ pack: "p", language: "English" }, /English is no language code/],
    [{ pack: "p", language: "nld" }, /nld is no language code/],
    [{ pack: "packs/this, that" }, /packs\/this, that has a comma/],
  ])("refuses %o and writes nothing", async (options, problem) => {
    await expect(init(options)).rejects.toThrow(problem);
    expect(await readdir(folder)).toEqual([]);
  });

  it("overwrites existing settings only with --force, which keeps a copy, and never a folder that is not empty", async () => {
    await writeFile(join(folder, ".env"), "PORT=4000\n");
    await expect(init({})).rejects.toThrow(/is there already/);
    await writeFile(join(folder, "notes.txt"), "");
    await expect(init({ force: true, pack: "." })).rejects.toThrow(/is not empty/);
    expect(await readFile(join(folder, ".env"), "utf8")).toBe("PORT=4000\n");
    // Values from the previous .env no longer count; those of the environment itself do.
    const environment = { PORT: "4000", HOST: "::1" };
    const { examined } = await init({ force: true }, undefined, { environment });
    expect(examined).toMatchObject({ PORT: "3000", HOST: "::1" });
    expect(await readFile(join(folder, ".env.old"), "utf8")).toBe("PORT=4000\n");
  });

  it("keeps the settings of every time before, however often it overwrites them", async () => {
    await writeFile(join(folder, ".env"), "PORT=4000\n");
    await init({ force: true, zone: "Europe/Brussels" });
    const { out } = await init({ force: true, zone: "Europe/Paris" });
    expect(out).toContain(".env.old.2");
    expect(await readFile(join(folder, ".env.old"), "utf8")).toBe("PORT=4000\n");
    expect(await readFile(join(folder, ".env.old.2"), "utf8")).toContain("TZ_DEFAULT=Europe/Brussels\n");
    expect(await settings()).toMatchObject({ TZ_DEFAULT: "Europe/Paris" });
  });

  it("fails if the settings that it wrote do not work", async () => {
    expect((await init({}, undefined, { examine: async () => 1 })).code).toBe(1);
  });
});

describe("malinois init at a terminal", () => {
  it("asks, does not show secrets, and writes the answers", async () => {
    const { out } = await init({}, [
      ...["y", "yes"],
      ...[" xoxb-secret-1 ", "xapp-secret-2"],
      ...["123456789012345678", ""],
      ...["Nowhere", "Europe/Brussels"],
      ...["y", "Staff guide #1", "guide", "nl"],
    ]);
    expect(await settings()).toMatchObject({
      SLACK_BOT_TOKEN: "xoxb-secret-1",
      SLACK_APP_TOKEN: "xapp-secret-2",
      DISCORD_APPLICATION_ID: "123456789012345678",
      DISCORD_TOKEN: "",
      TZ_DEFAULT: "Europe/Brussels",
      CONTENT_DIR: "guide",
    });
    expect(out).toContain("123456789012345678");
    expect(out).not.toContain("secret");
    expect(out).toContain("Nowhere is no IANA time zone");
    expect(await readPack(join(folder, "guide"))).toMatchObject({ ok: true, pack: { id: "staff-guide-1", languages: ["nl"] } });
  });

  it("writes nothing if the person cancels or does not want to replace the settings", async () => {
    await expect(init({}, ["y", "n", "xoxb-1"])).rejects.toThrow(/broken off/);
    expect(await readdir(folder)).toEqual([]);
    await writeFile(join(folder, ".env"), "PORT=4000\n");
    await expect(init({}, ["n"])).rejects.toThrow(/is there already/);
    expect(await readFile(join(folder, ".env"), "utf8")).toBe("PORT=4000\n");
  });

  it("writes values that need quotes so that they are read unchanged", async () => {
    await init({}, ["n", "n", "", "y", "It's ours", "own packs/it's # ours", ""]);
    expect((await settings()).CONTENT_DIR).toBe("own packs/it's # ours");
  });
});

it("malinois init reports that the folder is not writable", async () => {
  if (process.getuid?.() === 0) return;
  await chmod(folder, 0o555);
  await expect(init({})).rejects.toThrow(/EACCES/);
});
