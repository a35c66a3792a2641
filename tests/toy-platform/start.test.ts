import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { PLATFORMS } from "../../adapters/platforms.ts";
import { readValidPack } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { rememberTraining } from "../../src/app/knowledge/training.ts";
import { createProgram } from "../../src/cli/program.ts";
import { trainPack } from "../../src/matching/train.ts";
import { writeCanteen } from "../cli/canteen-files.ts";
import { chat, toy } from "./platform.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malinois-toy-"));
  await writeCanteen(join(folder, "canteen"));
  // The program trains in a process of compiled code, so here the model is saved beforehand.
  const train = rememberTraining(join(folder, "data", "models"), async (pack) => trainPack(pack, MATCHER_OPTIONS));
  await train(await readValidPack(join(folder, "canteen")));
});
afterAll(() => rm(folder, { recursive: true }));

it("the toy platform needs only its own folder and one entry in the list of platforms", async () => {
  let out = "";
  let stop = (): void => undefined;
  const program = createProgram({
    environment: { DATA_DIR: join(folder, "data"), CONTENT_DIR: join(folder, "canteen"), PORT: "0", TOY_TOKEN: "set" },
    terminal: {
      input: Readable.from([]),
      write: (text) => {
        out += text;
      },
      warn: expect.fail,
    },
    platforms: [...PLATFORMS, toy],
    makeLogger: () => ({ info: () => {}, warn: () => {}, error: () => {} }),
    isInteractive: true,
    reveal: () => {},
    exit: () => {},
    untilSignal: (callback) => {
      stop = callback;
    },
    onUnhandledRejection: () => {},
  });
  expect(await program.run(["start"])).toBe(0);
  expect(out).toContain("toy: on");
  chat.tell({ id: "1", room: "lobby", author: "ann", did: { kind: "write", text: "when does the canteen open" } });
  await vi.waitFor(() => expect(chat.messages.map(({ text }) => text).join()).toContain("From 11:30 to 14:00."), 10_000);
  stop();
  await vi.waitFor(() => expect(chat.isHeard()).toBe(false), 10_000);
});

it("the toy platform has less than 200 lines", () => {
  const own = import.meta.dirname;
  const files = readdirSync(own).filter((name) => !name.endsWith(".test.ts"));
  const lines = files.reduce((sum, name) => sum + readFileSync(join(own, name), "utf8").split("\n").length, 0);
  expect(files).toContain("platform.ts");
  expect(lines).toBeLessThan(200);
});
