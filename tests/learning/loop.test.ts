import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { writeCanteen } from "../cli/canteen-files.ts";
import { ROOT } from "../repository-root.ts";
import { type CompiledProgram, compileProgram } from "../store/store-process.ts";

/** How long to wait for a process on a busy machine, in ms. */
const PATIENCE = 60_000;

let program: CompiledProgram;
let folder = "";
let bot: ChildProcess;
let address = "";
let output = "";

beforeAll(async () => {
  program = await compileProgram("src/main.ts", ["src/app/knowledge/training-process.ts", "src/drafts/draft-worker.ts"]);
  // The compiler does not copy the page, which is next to the sources.
  await cp(join(ROOT, "adapters/playground/page"), join(program.file, "../../adapters/playground/page"), { recursive: true });
  await cp(join(ROOT, "package.json"), join(program.file, "../../package.json"));
  folder = await mkdtemp(join(tmpdir(), "malinois-loop-"));
  await writeCanteen(join(folder, "canteen"));
  bot = spawn(process.execPath, [program.file, "start"], { env: environment(), cwd: folder });
  for (const stream of [bot.stdout, bot.stderr]) stream?.on("data", (data) => (output += data));
  await vi.waitFor(() => expect(output).toMatch(/listens at http[^"\s]+/), PATIENCE);
  // Wait until the pack is learned: before that, a question without an answer proves nothing.
  await vi.waitFor(() => expect(output).toContain("of its own ways of asking"), PATIENCE);
  address = /listens at (http[^"\s]+)/.exec(output)?.[1] ?? "";
}, 3 * PATIENCE);
afterAll(async () => {
  if (bot?.exitCode === null) {
    bot.kill();
    await once(bot, "exit");
  }
  await rm(folder, { recursive: true, force: true });
  await program?.remove();
});

function environment(): NodeJS.ProcessEnv {
  const { PATH } = process.env;
  return { PATH, DATA_DIR: join(folder, "data"), CONTENT_DIR: join(folder, "canteen"), PLAYGROUND: "on", PORT: "0" };
}

async function malinois(...args: string[]): Promise<{ readonly code: number | null; readonly out: string }> {
  const child = spawn(process.execPath, [program.file, ...args], { env: environment(), cwd: folder });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (out += data));
  const [code] = await once(child, "close");
  return { code, out };
}

/** Returns a page of the admin page, after signing in with a link from the terminal. */
async function adminPage(path: string): Promise<string> {
  const { out } = await malinois("admin-link");
  const link = new URL(out.trim()).searchParams.get("link") ?? "";
  const signedIn = await fetch(`${address}/admin/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: address },
    body: new URLSearchParams({ link }),
    redirect: "manual",
  });
  const [cookie = ""] = (signedIn.headers.get("set-cookie") ?? "").split(";");
  return (await fetch(`${address}${path}`, { headers: { cookie } })).text();
}

let messages = 0;
async function ask(person: string, text: string): Promise<string> {
  messages += 1;
  const exchange = { message: `message-${messages}`, thread: `thread-${messages}`, person: `person-${person}`, language: "en" };
  const response = await fetch(`${address}/playground/ask`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...exchange, text }),
  });
  return JSON.stringify((await response.json()).replies);
}

it("a question that three people asked in vain is accepted, published, and then answered by the running program", {
  timeout: 4 * PATIENCE,
}, async () => {
  for (const person of ["ann", "bob"]) expect(await ask(person, "Where may Jan Peeters park a bicycle?")).toContain('"unknown"');
  expect((await malinois("gaps")).out).toContain("None so far.");
  expect(await ask("eve", "park bicycles where")).toContain('"unknown"');
  const listed = await malinois("gaps");
  expect(listed.out).toContain("3 askers or more (3 unknown)");
  expect(listed.out).not.toMatch(/Jan|Peeters|person-/i);

  const { groups } = JSON.parse((await malinois("gaps", "--json")).out);
  const accepted = await malinois("gaps", "--accept", groups[0].id, "--new", "Where to park a bicycle");
  expect(accepted).toMatchObject({
    code: 0,
    out: expect.stringContaining("2 ways of asking went into the draft en/where-to-park-a-bicycle"),
  });
  expect((await malinois("gaps")).out).toContain("None so far.");
  expect((await malinois("drafts")).out).toContain("The summary is missing");
  expect((await malinois("drafts", "check")).code).toBe(1);
  // On this page, the draft is checked in a worker thread.
  expect(await adminPage("/admin/drafts")).toMatch(/Where to park a bicycle[\s\S]*The summary is missing/);

  const file = join(folder, "data/drafts/en/unsorted/where-to-park-a-bicycle.md");
  await writeFile(file, `${await readFile(file, "utf8")}In the shed behind the canteen.\n`);
  expect(await ask("ann", "park bicycles where")).not.toContain("In the shed");
  expect(await malinois("drafts", "publish", "where-to-park-a-bicycle")).toMatchObject({
    code: 1,
    out: expect.stringContaining("--area"),
  });
  const published = await malinois("drafts", "publish", "where-to-park-a-bicycle", "--area", "all");
  expect(published).toMatchObject({
    code: 0,
    out: expect.stringContaining(join(folder, "canteen/en/all/where-to-park-a-bicycle.md")),
  });

  await vi.waitFor(async () => expect(await ask("ann", "park bicycles where")).toContain("In the shed behind the canteen."), {
    timeout: PATIENCE,
    interval: 500,
  });
  expect((await malinois("drafts")).out).toContain("There are no drafts");

  expect(await malinois("drafts", "edit", "where-to-park-a-car")).toMatchObject({
    code: 2,
    out: expect.stringContaining('There is no entry "where-to-park-a-car" in "en"'),
  });
  expect(await malinois("drafts", "edit", "where-to-park-a-bicycle")).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /^Edit .*where-to-park-a-bicycle\.md, then: malinois drafts publish en\/where-to-park-a-bicycle$/m,
    ),
  });
  const begun = join(folder, "data/drafts/en/all/where-to-park-a-bicycle.md");
  await writeFile(begun, (await readFile(begun, "utf8")).replace("behind the canteen", "by the gate"));
  expect((await malinois("drafts", "publish", "en/where-to-park-a-bicycle")).code).toBe(0);
  expect(await readFile(join(folder, "canteen/en/all/where-to-park-a-bicycle.md"), "utf8")).toContain("In the shed by the gate.");

  const set = await malinois("eval", "--from-feedback", join(folder, "confirmed.jsonl"));
  expect(set).toMatchObject({ code: 0, out: expect.stringContaining("2 confirmed questions") });
  const judged = await malinois("eval", join(folder, "confirmed.jsonl"), "--json");
  expect(JSON.parse(judged.out.slice(judged.out.indexOf("{")))).toMatchObject({ questions: 2 });
  expect(output).not.toMatch(/Peeters|park bicycles/i);
});
