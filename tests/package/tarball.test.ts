/** Tests a release: the tarball of `npm pack` is unpacked into an empty folder and used. */
import { chmod, readFile, writeFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeCanteen } from "../cli/canteen-files.ts";
import { ROOT } from "../repository-root.ts";
import { type PackedProgram, packProgram, run, startProgram } from "./packed-program.ts";

let packed: PackedProgram;
let environment: Record<string, string>;

beforeAll(async () => {
  packed = await packProgram();
  await writeCanteen(join(packed.folder, "canteen"));
  environment = { PATH: process.env.PATH ?? "", CONTENT_DIR: "canteen" };
}, 180_000);
afterAll(() => packed.remove());

const malinois = (...args: string[]) => run(process.execPath, [packed.main, ...args], { cwd: packed.folder, env: environment });
const manifest = async () => JSON.parse(await readFile(join(packed.root, "package.json"), "utf8"));

describe("the tarball", () => {
  it("contains the program, the files that it reads, and its licence", () => {
    expect(packed.files).toEqual(
      expect.arrayContaining([
        ...[
          "dist/src/main.js",
          "dist/src/index.js",
          "dist/src/index.d.ts",
          "dist/src/app/knowledge/training-process.js",
          "dist/src/drafts/draft-worker.js",
        ],
        ...["src/languages/nl/messages.json", "src/languages/en/common-words.txt", "src/nudges/schedule/holidays.json"],
        ...["adapters/slack/texts/fr.json", "adapters/discord/texts/de.json", "adapters/playground/page/index.html"],
        ...["content/belgium/pack.yaml", "docs/slack.md", ".env.example", "LICENSE", "NOTICE", "README.md", "CHANGELOG.md"],
      ]),
    );
  });

  it("contains no sources, tests, source maps or leftovers of an earlier build", () => {
    const unwanted = /(?<!\.d)\.ts$|\.map$|(^|\/)tests?\/|left-over|tsconfig|node_modules/;
    expect(packed.files.filter((path) => unwanted.test(path))).toEqual([]);
  });

  it("contains all declarations that its public declarations refer to", async () => {
    const reached = new Set(["dist/src/index.d.ts"]);
    for (const path of reached) {
      const text = await readFile(join(packed.root, path), "utf8");
      for (const [, name = ""] of text.matchAll(/\b(?:from |import\()"(\.[^"]+)"/g)) {
        reached.add(join(dirname(path), name.replace(/\.[jt]s$/, ".d.ts")));
      }
    }
    expect(reached.size).toBeGreaterThan(5);
    expect([...reached].filter((path) => !packed.files.includes(path))).toEqual([]);
  });

  it("only imports packages that are installed with it", async () => {
    const { dependencies } = await manifest();
    const code = packed.files.filter((path) => /^dist\/.*\.js$/.test(path));
    expect(code.length).toBeGreaterThan(300);
    const imported = new Set<string>();
    for (const path of code) {
      const text = await readFile(join(packed.root, path), "utf8");
      for (const [, name = ""] of text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)["']((?:@[\w-]+\/)?[\w.-]+)(?:\/[^"']*)?["']/g)) {
        if (!name.startsWith(".")) imported.add(name);
      }
    }
    expect(imported).toContain("discord.js");
    const known = [...Object.keys(dependencies), ...builtinModules, "malinois"];
    expect([...imported].filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe("the package in an empty folder", { timeout: 120_000 }, () => {
  it("prints its version and answers a question", async () => {
    expect((await malinois("--version")).stdout.trim()).toBe((await manifest()).version);
    expect((await malinois("ask", "when does the canteen open")).stdout).toContain("From 11:30 to 14:00.");
  });

  it("has a command named malinois that a shell can run, with the Node options of npm start", async () => {
    const { bin, scripts, version } = await manifest();
    expect(bin).toEqual({ malinois: "dist/src/main.js" });
    const [, options = ""] = /^node (.*) dist/.exec(scripts.start) ?? [];
    expect(await readFile(packed.main, "utf8")).toMatch(`#!/usr/bin/env -S node ${options}\n`);
    await chmod(packed.main, 0o755);
    expect((await run(packed.main, ["--version"], { cwd: packed.folder, env: environment })).stdout.trim()).toBe(version);
  });

  it("starts on loopback, serves the playground and stops", async () => {
    const started = await startProgram([process.execPath, packed.main, "start"], {
      cwd: packed.folder,
      env: { ...environment, PORT: "0" },
    });
    expect(started.address).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect((await fetch(`${started.address}/livez`)).status).toBe(200);
    expect(await (await fetch(started.address)).text()).toContain("<h1>Malinois</h1>");
    expect((await started.stop()).code).toBe(0);
  });

  it("can be embedded in a program, which passes the context on to a follow-up", async () => {
    const program = `
      import { createAssistant, replyAsText } from "malinois";
      const assistant = await createAssistant({ content: "canteen", models: "data/models" });
      const first = assistant.ask("when does the canteen open");
      const next = assistant.ask("source?", { context: first.context });
      console.log(JSON.stringify([first.outcome, next.action, next.replies.map(replyAsText).join()]));`;
    await writeFile(join(packed.folder, "embed.mjs"), program);
    const { stdout } = await run(process.execPath, ["embed.mjs"], { cwd: packed.folder, env: environment });
    expect(JSON.parse(stdout)).toEqual(["answer", "sources", expect.stringContaining("The notice board")]);
  });

  it("has types with which a program is checked", async () => {
    const check = async (argument: string) => {
      const program = `
        import { type Assistant, createAssistant, type Decision, replyAsText } from "malinois";
        const assistant: Assistant = await createAssistant();
        const decision: Decision = assistant.ask(${argument});
        export const text: string = decision.replies.map(replyAsText).join();`;
      await writeFile(join(packed.folder, "embed.mts"), program);
      const options = ["--strict", "--noEmit", "--types", "", "--target", "es2022", "--module", "nodenext", "embed.mts"];
      return run(join(ROOT, "node_modules/.bin/tsc"), options, { cwd: packed.folder });
    };
    await check(`"when does the canteen open"`);
    await expect(check("5")).rejects.toMatchObject({ stdout: expect.stringContaining("TS2345") });
  });
});
