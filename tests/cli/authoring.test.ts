import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, type Readable } from "node:stream";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { readValidPack } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { rememberTraining } from "../../src/app/knowledge/training.ts";
import { trainPack } from "../../src/matching/train.ts";
import { importTo, newFolder } from "../knowledge/import/stage.ts";
import { writeCanteen } from "./canteen-files.ts";
import { type RunOptions, runProgram } from "./run-program.ts";

async function run(
  args: readonly string[],
  { environment = {}, ...options }: Partial<Pick<RunOptions, "input" | "environment">> = {},
) {
  return runProgram(args, { ...options, environment: { DATA_DIR: await newFolder(), ...environment } });
}

/** Returns an input with what somebody types at a terminal, line by line. It stays open. */
function typing(...lines: readonly string[]): Readable {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  input.write(lines.map((line) => `${line}\n`).join(""));
  onTestFinished(() => void input.end());
  return input;
}

/** Runs the rest of the test in a working folder of its own. */
async function workIn(folder: string): Promise<void> {
  const spy = vi.spyOn(process, "cwd").mockReturnValue(folder);
  onTestFinished(() => spy.mockRestore());
}

const NEW_PACK = ["--name", "House rules", "--languages", "en,nl", "--area", "What to do", "--area", "Who is who"];

describe("malinois new", () => {
  it("creates a valid pack and its entries from arguments", async () => {
    const folder = join(await newFolder(), "house-rules");
    expect(await run(["new", "pack", folder, ...NEW_PACK])).toMatchObject({ code: 0, err: "" });
    const entry = ["--title", "I lost my badge", "--area", "what-to-do", "--summary", "Call the reception.", "--content", folder];
    expect(await run(["new", "entry", ...entry, "--question", "where is my badge"])).toMatchObject({ code: 0 });
    expect(await run(["new", "entry", ...entry, "--language", "nl"])).toMatchObject({ code: 0 });
    const pack = await readValidPack(folder);
    expect(pack).toMatchObject({ id: "house-rules", name: { en: "House rules" }, languages: ["en", "nl"] });
    expect(pack.entries.map(({ id, language, area }) => [id, language, area])).toEqual([
      ["i-lost-my-badge", "en", "what-to-do"],
      ["i-lost-my-badge", "nl", "what-to-do"],
    ]);
    expect(pack.entries[0]?.questions).toEqual(["where is my badge"]);
  });

  it("gives areas whose titles lead to the same id different ones", async () => {
    const folder = join(await newFolder(), "code");
    const areas = ["C++", "C#", "Πρόσβαση", "Κωδικοί"].flatMap((title) => ["--area", title]);
    expect(await run(["new", "pack", folder, ...areas])).toMatchObject({ code: 0 });
    const areaIds = ["c", "c-2", "area-3", "area-4"];
    for (const area of areaIds) {
      const entry = ["--title", `In ${area}`, "--summary", "Text.", "--area", area, "--content", folder];
      expect(await run(["new", "entry", ...entry])).toMatchObject({ code: 0, err: "" });
    }
    expect((await readValidPack(folder)).areas.map(({ id }) => id)).toEqual(areaIds);
  });

  it("writes no entry as readme.md, which is not read", async () => {
    const folder = join(await newFolder(), "house");
    await run(["new", "pack", folder, "--area", "Desk"]);
    const entry = ["--title", "README", "--summary", "Text.", "--content", folder];
    expect((await run(["new", "entry", ...entry, "--id", "readme"])).code).toBe(2);
    expect(await run(["new", "entry", ...entry])).toMatchObject({ code: 0 });
    expect((await readValidPack(folder)).entries.map(({ id }) => id)).toEqual(["readme-2"]);
  });

  it("asks for what is missing, and again if an answer is invalid", async () => {
    const folder = join(await newFolder(), "my-pack");
    const asked = await run(["new", "pack"], { input: typing(folder, "", "My own", "English", "en", "Desk", "Door", "") });
    expect(asked.code).toBe(0);
    expect(asked.out).toContain("Its languages [en]: ");
    expect(asked.out).toContain("This is a list of codes");
    const entry = typing("Where is my key?", "", "", "doors", "door", "Ask the porter.", "lost key", "");
    expect(await run(["new", "entry", "--content", folder], { input: entry })).toMatchObject({ code: 0 });
    expect(await readValidPack(folder)).toMatchObject({
      id: "my-pack",
      areas: [{ id: "desk" }, { id: "door" }],
      entries: [{ id: "where-is-my-key", area: "door", summary: "Ask the porter.", questions: ["lost key"] }],
    });
  });

  it("does not wait for input without a terminal, but names the missing option", async () => {
    const waiting = { input: new PassThrough() };
    expect(await run(["new", "pack"], waiting)).toMatchObject({ code: 2, err: expect.stringContaining("Add a folder") });
    const folder = join(await newFolder(), "pack");
    await run(["new", "pack", folder, ...NEW_PACK]);
    const missing = await run(["new", "entry", "--content", folder], waiting);
    expect(missing).toMatchObject({ code: 2, err: expect.stringContaining("--title") });
  });

  it("never replaces a pack or an entry, and never uses an id twice", async () => {
    const folder = join(await newFolder(), "pack");
    await run(["new", "pack", folder, ...NEW_PACK]);
    const entry = ["new", "entry", "--content", folder, "--title", "Key", "--summary", "Ask.", "--area"];
    await run([...entry, "what-to-do"]);
    expect(await run(["new", "pack", folder, ...NEW_PACK])).toMatchObject({ code: 2, err: expect.stringContaining("exists") });
    expect(await run([...entry, "what-to-do"])).toMatchObject({ code: 2, err: expect.stringContaining("exists") });
    expect(await run([...entry, "who-is-who"])).toMatchObject({ code: 2, err: expect.stringContaining("en/what-to-do/key.md") });
    expect(await run([...entry, "what-to-doo"])).toMatchObject({
      code: 2,
      err: expect.stringContaining('did you mean "what-to-do"'),
    });
  });
});

describe("malinois import", () => {
  const FAQ = "# Rules\n\n## Where is the key?\n\nAsk the porter for the key.\n\n## Who may smoke?\n\nNobody may smoke inside.\n";

  async function faq(): Promise<string> {
    const file = join(await newFolder(), "rules.md");
    await writeFile(file, FAQ);
    return file;
  }

  it("fails without a folder to write to, and names wrong options", async () => {
    const file = await faq();
    expect(await run(["import", file])).toMatchObject({ code: 2, err: expect.stringContaining("--to") });
    const to = ["--to", join(await newFolder(), "pack")];
    expect(await run(["import", file, ...to, "--language", "English"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("nl"),
    });
    expect(await run(["import", file, ...to, "--source", "somewhere"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("https"),
    });
    expect(await run(["import", "/no/such/file.md", ...to])).toMatchObject({ code: 2, err: expect.stringContaining("ENOENT") });
  });

  it("overwrites nothing unless told to", async () => {
    const file = await faq();
    const to = await newFolder();
    await writeFile(join(to, "pack.yaml"), "mine");
    await expect(importTo([file], { to })).rejects.toThrow(/is not empty/);
    expect(await readFile(join(to, "pack.yaml"), "utf8")).toBe("mine");
    const { code } = await importTo([file], { to, force: true });
    expect(code).toBe(0);
    expect((await readValidPack(to)).entries).toHaveLength(2);
  });

  it("writes nothing in a dry run", async () => {
    const to = join(await newFolder(), "pack");
    const { out } = await importTo([await faq()], { to, dryRun: true });
    expect(out).toContain("2 entries in 1 area");
    expect(existsSync(to)).toBe(false);
  });

  it("lists what a person must still do, for each entry and in total", async () => {
    const { out } = await importTo([await faq()], { source: "https://intranet.example.org/rules" });
    expect(out).toMatch(/rules\/where-is-the-key: 1 way of asking, \d+ proposed; few ways of asking\n/);
    expect(out).not.toContain("no source");
    expect(out).toContain("Read each entry, correct it, then add the day as reviewed (all)");
  });
});

describe("the option --content", () => {
  async function twoPacks() {
    const folder = await newFolder();
    const canteen = join(folder, "canteen");
    await writeCanteen(canteen);
    const installed = join(folder, "node_modules", "malinois-pack-house");
    await run(["new", "pack", installed, "--name", "House", "--area", "Doors", "--languages", "en"]);
    const entry = ["--title", "I lost my key", "--summary", "Ask the porter.", "--question", "where is the key of the cellar"];
    await run(["new", "entry", "--content", installed, ...entry]);
    // The dependencies of a package are not part of the pack.
    await mkdir(join(installed, "node_modules", "other"), { recursive: true });
    await writeFile(join(installed, "node_modules", "other", "CHANGELOG.md"), "# Changes\n");
    await workIn(folder);
    return { folder, canteen, installed };
  }

  it("serves several installed packages and folders as one pack, as does the environment variable", async () => {
    const { folder, canteen, installed } = await twoPacks();
    const data = join(folder, "data");
    const train = rememberTraining(join(data, "models"), async (pack) => trainPack(pack, MATCHER_OPTIONS));
    await train(await readValidPack(canteen, installed));
    const ask = ["ask", "--json", "where is the key of the cellar"];
    const byOption = await run([...ask, "--content", "canteen", "--content", "npm:malinois-pack-house"], {
      environment: { DATA_DIR: data },
    });
    expect(JSON.parse(byOption.out)).toMatchObject({ outcome: "answer", entries: [{ id: "i-lost-my-key" }] });
    const CONTENT_DIR = "canteen, npm:malinois-pack-house";
    const byEnvironment = await run(["ask", "--json", "when does the canteen open"], {
      environment: { DATA_DIR: data, CONTENT_DIR },
    });
    expect(JSON.parse(byEnvironment.out)).toMatchObject({ outcome: "answer", entries: [{ id: "opening-hours" }] });
    const doctor = await run(["doctor", "--content", "canteen", "--content", "npm:malinois-pack-house"]);
    expect(doctor.out).toContain("pack canteen, 6 entries");
  });

  it("reports a package that is not installed, and an invalid package name", async () => {
    await twoPacks();
    const missing = await run(["doctor", "--content", "npm:malinois-pack-garden"]);
    expect(missing).toMatchObject({ code: 1, err: expect.stringContaining("npm install malinois-pack-garden") });
    expect(await run(["doctor", "--content", "npm:../../etc"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("no package"),
    });
  });

  it("checks packs one by one and together, and reports a question that is in both with both places", async () => {
    const { installed } = await twoPacks();
    const both = ["check", "--content", "canteen", "--content", "npm:malinois-pack-house"];
    await run([
      "new",
      "entry",
      "--content",
      installed,
      "--title",
      "When does the canteen open?",
      "--summary",
      "At noon.",
      "--id",
      "noon",
    ]);
    const { code, out } = await run(both);
    const [error = ""] = out.split("\n").filter((line) => /is also in/.test(line));
    expect(code).toBe(1);
    expect(error).toMatch(/^malinois-pack-house\/en\/doors\/noon\.md:\d+: .*canteen\/en\/all\/opening-hours\.md:\d+/);
    expect(out).toContain("All together: 7 entries");
  });
});
