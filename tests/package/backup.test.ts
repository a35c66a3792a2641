/** Tests `malinois backup` and `malinois restore` while people ask and nudges are sent, with the program as it is installed. */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Libsql from "libsql";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { writeCanteen } from "../cli/canteen-files.ts";
import { type PackedProgram, packProgram, run, type Started, startProgram } from "./packed-program.ts";

const DAY = 86_400_000;
const PERSON = "person-0001";

let packed: PackedProgram;
let data = "";
let database = "";

beforeAll(async () => {
  packed = await packProgram();
  const content = join(packed.folder, "canteen");
  await writeCanteen(content);
  for (const name of await readdir(join(content, "en/all"))) {
    const entry = join(content, "en/all", name);
    await writeFile(entry, (await readFile(entry, "utf8")).replace("---\n", "---\ntips: [Bring your own cup.]\n"));
  }
}, 180_000);
afterAll(() => packed.remove());
beforeEach(async () => {
  data = join(packed.folder, "data");
  database = join(data, "malinois.sqlite");
  for (const name of await readdir(packed.folder)) if (/\.sqlite$/.test(name)) await rm(join(packed.folder, name));
  if ((await readdir(packed.folder)).includes("data")) {
    for (const name of await readdir(data)) if (name !== "models") await rm(join(data, name), { recursive: true });
  }
});

/** These tests ask more than the default rate limits allow. */
const NO_LIMITS = { RATE_LIMIT_PERSON: "10000", RATE_LIMIT_WORKSPACE: "10000" };
const environment = () => ({ PATH: process.env.PATH ?? "", CONTENT_DIR: "canteen", PORT: "0", ...NO_LIMITS });
const malinois = (...args: string[]) => run(process.execPath, [packed.main, ...args], { cwd: packed.folder, env: environment() });
const start = () => startProgram([process.execPath, packed.main, "start"], { cwd: packed.folder, env: environment() });

/** Posts to the playground as its page does. */
async function post(started: Started, path: string, body: object): Promise<unknown> {
  const response = await fetch(`${started.address}/playground/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

let messages = 0;
function turn(thread: number) {
  messages += 1;
  return {
    message: `message-${messages}`,
    thread: `thread-${thread}-abc`,
    person: PERSON,
    language: "en",
    zone: "Europe/Brussels",
  };
}

const ask = (started: Started, text: string, thread = 0) => post(started, "ask", { ...turn(thread), text });

/** Keeps asking in four conversations and moving the clock by a day, until the returned function is called. That one resolves with how much was done. */
function keepBusy(started: Started): () => Promise<{ readonly asked: number; readonly days: number }> {
  let isOver = false;
  const done = { asked: 0, days: 0 };
  const asking = [1, 2, 3, 4].map(async (thread) => {
    while (!isOver) {
      // Each question comes from another person, since a single person would be rate limited.
      const question = { ...turn(thread), person: `person-${10_000 + messages}`, text: "when does the canteen open" };
      expect(JSON.stringify(await post(started, "ask", question))).toContain("From 11:30");
      done.asked += 1;
    }
  });
  const nudging = (async () => {
    const begun = Date.now();
    while (!isOver) {
      done.days += 1;
      await post(started, "clock", { at: begun + done.days * DAY });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  const ended = Promise.all([...asking, nudging]);
  ended.catch(() => {
    isOver = true;
  });
  return async () => {
    isOver = true;
    await ended;
    return done;
  };
}

const rows = (file: string, table: string) => {
  const opened = new Libsql(file);
  try {
    return (opened.prepare(`select count(*) as count from ${table}`).get() as { count: number }).count;
  } finally {
    opened.close();
  }
};

describe("a backup", { timeout: 180_000 }, () => {
  it("made while people ask and nudges are sent is complete, and restores what was there at that time", async () => {
    const first = await start();
    await post(first, "submit", { ...turn(0), form: "add-nudge", values: { days: ["1", "2", "3", "4", "5"], time: ["09:00"] } });
    await expect.poll(async () => (await fetch(`${first.address}/readyz`)).ok, { timeout: 60_000 }).toBe(true);
    const rest = keepBusy(first);
    onTestFinished(async () => {
      await rest().catch(() => undefined);
      await first.stop();
    });
    await expect.poll(() => rows(database, "deliveries"), { timeout: 30_000 }).toBeGreaterThan(1);
    for (const name of ["one", "two", "three"]) await malinois("backup", `${name}.sqlite`);
    await expect(malinois("backup", "one.sqlite")).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining("exists already"),
    });
    const { asked, days } = await rest();
    expect(asked).toBeGreaterThan(20);
    expect(days).toBeGreaterThan(2);
    await ask(first, "/nudge remove");
    expect(JSON.stringify(await ask(first, "/nudge list"))).not.toContain("09:00");
    expect((await first.stop()).code).toBe(0);

    for (const name of ["one", "two", "three"])
      expect(rows(join(packed.folder, `${name}.sqlite`), "deliveries")).toBeGreaterThan(1);
    const { stdout } = await malinois("restore", "two.sqlite");
    expect(stdout).toContain("two.sqlite is the database now");
    const second = await start();
    expect(JSON.stringify(await ask(second, "/nudge list"))).toContain("09:00");
    expect((await second.stop()).code).toBe(0);
    const [, kept = ""] = /kept as (\S+);/.exec(stdout) ?? [];
    expect(rows(kept, "deliveries")).toBeGreaterThan(0);
  });

  it("cannot be restored over a running Malinois, which continues to work", async () => {
    const started = await start();
    await malinois("backup", "copy.sqlite");
    await ask(started, "when does the canteen open");
    await expect(malinois("restore", "copy.sqlite")).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("A running Malinois uses"),
    });
    await ask(started, "when does the canteen open");
    expect(await (await fetch(`${started.address}/healthz`)).json()).toMatchObject({ ok: true });
    await started.stop();
    await malinois("restore", "copy.sqlite");
  });

  it("can be restored into an empty directory and over a damaged database", async () => {
    await (await start()).stop();
    await malinois("backup", "copy.sqlite");
    await rm(database);
    expect((await malinois("restore", "copy.sqlite")).stdout).not.toContain("kept as");
    await writeFile(database, "no database at all");
    const { stdout } = await malinois("restore", "copy.sqlite");
    const [, kept = ""] = /kept as (\S+);/.exec(stdout) ?? [];
    expect(await readFile(kept, "utf8")).toBe("no database at all");
    await (await start()).stop();
  });

  it("is refused if it is of a newer version, damaged or not a backup, and the database does not change", async () => {
    await (await start()).stop();
    const before = await readFile(database);
    await malinois("backup", "newer.sqlite");
    const newer = new Libsql(join(packed.folder, "newer.sqlite"));
    newer.exec("insert into malinois_migrations values ('999-from-the-future', '2027-01-01')");
    newer.close();
    await malinois("backup", "torn.sqlite");
    const whole = await readFile(join(packed.folder, "torn.sqlite"));
    await writeFile(
      join(packed.folder, "torn.sqlite"),
      Buffer.concat([whole.subarray(0, 4_096), Buffer.alloc(whole.length - 4_096, 7)]),
    );
    new Libsql(join(packed.folder, "other.sqlite")).exec("create table birds (name text)");
    await mkdir(join(packed.folder, "cellar"), { recursive: true });
    for (const [file, reason] of [
      ["newer.sqlite", "newer version of Malinois (migration 999-from-the-future)"],
      ["torn.sqlite", "is damaged or not a Malinois database"],
      ["other.sqlite", "is damaged or not a Malinois database"],
      ["canteen/pack.yaml", "is damaged or not a Malinois database"],
      ["nowhere.sqlite", "There is no file"],
      ["cellar", "is not a file"],
    ] as const) {
      await expect(malinois("restore", file), file).rejects.toMatchObject({ stderr: expect.stringContaining(reason) });
    }
    expect(await readFile(database)).toEqual(before);
    expect((await readdir(data)).filter((name) => name.includes("restoring"))).toEqual([]);
  });

  it("of PostgreSQL is refused with the name of PostgreSQL's own tool", async () => {
    const environmentWithServer = { ...environment(), DATABASE_URL: "postgres://malinois@localhost/malinois" };
    for (const [command, tool] of [
      ["backup", "pg_dump"],
      ["restore", "pg_restore"],
    ] as const) {
      const tried = run(process.execPath, [packed.main, command, "x.sqlite"], { cwd: packed.folder, env: environmentWithServer });
      await expect(tried).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining(tool) });
    }
  });
});
