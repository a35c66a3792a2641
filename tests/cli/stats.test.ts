import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openStore } from "../../src/store/store.ts";
import { writeCanteen } from "./canteen-files.ts";
import { runProgram } from "./run-program.ts";

let folder = "";
const HOUR = 3_600_000;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malinois-stats-"));
  await writeCanteen(join(folder, "canteen"));
  const store = await openStore({ dataDirectory: join(folder, "data") });
  const now = Date.now();
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: "UTC" }).format(now);
  for (const [at, [workspace, area]] of [
    ["W1", "food"],
    ["W1", '=HYPERLINK("x")'],
    ["W2", ""],
  ].entries()) {
    const place = { platform: "chat", workspace: workspace ?? "", channel: "C", private: false };
    const outcome = area === "" ? ("unknown" as const) : ("answer" as const);
    await store.inbox.takeIn(
      { kind: "asked", id: `q${at}`, place, asker: { id: "U" }, text: "", addressed: true },
      now,
      now + HOUR,
      "me",
    );
    const counts = [{ day, language: "en", area: area ?? "", outcome }];
    const remembering = { asker: { ...place, person: "U" }, changes: [], contexts: [], counts };
    await store.inbox.decide(`q${at}`, "me", { place, language: "en", replies: [], sent: 0 }, remembering, now);
  }
  for (let person = 0; person < 5; person += 1) {
    const workspace = person < 4 ? "W1" : "W2";
    await store.addFeedback({
      platform: "chat",
      workspace,
      person: `U${person}`,
      entry: "x",
      language: "en",
      helpful: true,
      at: now,
    });
  }
  await store.close();
});
afterAll(() => rm(folder, { recursive: true }));

function run(args: readonly string[], environment: Record<string, string> = {}) {
  const usual = { DATA_DIR: join(folder, "data"), CONTENT_DIR: join(folder, "canteen"), TZ_DEFAULT: "UTC" };
  return runProgram(args, { environment: { ...usual, ...environment } });
}

it("malinois stats prints the figures of all workspaces or one, and hides groups of fewer than five people", async () => {
  const all = await run(["stats"]);
  expect(all.code).toBe(0);
  expect(all.out).toMatch(/week of\s+answered\s+choices\s+first aid\s+unknown\s+helpful/);
  expect(all.out).toMatch(/total\s+2\s+0\s+0\s+1\s+5\s+0/);
  const one = await run(["stats", "--workspace", "chat:W1"]);
  expect(one.out).toMatch(/total\s+2\s+0\s+0\s+0\s+0\s+0/);
  expect(one.out).toMatch(/en\s+2\s+0\s+0\s+0\s+<5\s+<5/);
});

it("malinois stats can print JSON", async () => {
  const report = JSON.parse((await run(["stats", "--json", "--workspace", "chat:W2"])).out);
  expect(report).toMatchObject({
    scope: { platform: "chat", workspace: "W2" },
    questions: { answer: 0, unknown: 1 },
    languages: [{ name: "en", opinions: "fewer than five" }],
  });
  expect(report.weeks).toHaveLength(12);
});

it("malinois stats can print CSV, in which a spreadsheet finds no formula", async () => {
  const { out } = await run(["stats", "--csv"]);
  const lines = out.split("\r\n");
  expect(lines[0]).toBe(
    "by,name,answered,choices,first aid,unknown,helpful,not helpful,sent,quiz answers,right,people,channels,recipients",
  );
  expect(lines).toContain(`area,"'=HYPERLINK(""x"")",1,0,0,0,0,0,,,,,,`);
  expect(lines).toContain("language,en,2,0,0,1,5,0,,,,,,");
  expect(lines.filter((line) => /(^|,)[=+\-@]/.test(line))).toEqual([]);
});

it.each([
  [["stats", "--since", "yesterday"], "is not a date"],
  [["stats", "--since", "2999-01-01"], "is in the future"],
  [["stats", "--since", "1999-01-01"], "too long ago"],
  [["stats", "--workspace", "W1"], "names no workspace"],
  [["gaps", "--workspace", "chat/W1"], "names no workspace"],
])("the program reports what is wrong with %j", async (args, reason) => {
  const { code, err } = await run(args);
  expect([code, err]).toEqual([2, expect.stringContaining(reason)]);
});

it("malinois admin-link prints a link to the admin page", async () => {
  const shared = { ADMIN: "on", ADMIN_URL: "https://admin.example" };
  const { code, out } = await run(["admin-link", "--workspace", "chat:W1"], shared);
  expect([code, out]).toEqual([0, expect.stringMatching(/^https:\/\/admin\.example\/admin\/sign-in\?link=mal_[\w-]{43}\n$/)]);
  expect((await run(["admin-link"])).out).toMatch(/^http:\/\/127\.0\.0\.1:3000\/admin/);
});

it.each([
  [{ ADMIN: "off" }, "ADMIN is off"],
  [{ HOST: "0.0.0.0" }, "others can reach this server"],
  [{ HOST: "0.0.0.0", ADMIN: "on" }, "ADMIN_URL is not set"],
  [{ ADMIN_URL: "http://admin.example" }, "ADMIN_URL: must be https"],
  [{ ADMIN_URL: "https://admin.example/path" }, "ADMIN_URL: must be https"],
])("malinois admin-link prints no link with %j", async (environment, reason) => {
  const { code, out, err } = await run(["admin-link"], environment as Record<string, string>);
  expect([code, out, err]).toEqual([1, "", expect.stringContaining(reason)]);
});
