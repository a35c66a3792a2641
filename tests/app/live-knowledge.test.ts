import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type LiveKnowledge, serveKnowledge } from "../../src/app/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/matcher-options.ts";
import { trainPack } from "../../src/matching/matcher.ts";
import type { Inbound, Pack } from "../../src/model.ts";
import { writeCanteen } from "../cli/canteen-files.ts";

let directory = "";
let live: LiveKnowledge;
let packs: Pack[] = [];
let refusals: string[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "malinois-live-"));
  await writeCanteen(directory);
  packs = [];
  refusals = [];
});
afterEach(async () => {
  live?.close();
  await rm(directory, { recursive: true });
});

async function serve(): Promise<void> {
  live = await serveKnowledge({
    directory,
    train: async (pack) => trainPack(pack, MATCHER_OPTIONS),
    onPack: (pack) => packs.push(pack),
    onRefused: (reasons) => refusals.push(...reasons),
  });
}

async function answerTo(text: string): Promise<string | undefined> {
  const { handle } = await live.current();
  const place = { platform: "test", workspace: "", channel: "c", private: true };
  const question: Inbound = { kind: "asked", id: "1", place, asker: { id: "u" }, text, addressed: true };
  return handle(question, {}).replies[0]?.body.join(" ");
}

const HOURS = "en/all/opening-hours.md";
const entry = (summary: string) =>
  `---\nid: opening-hours\ntitle: When the canteen is open\nquestions: [when does the canteen open, canteen hours]\n---\n${summary}\n`;

describe("the pack in use", () => {
  it("answers, and finds titles while somebody types", async () => {
    await serve();
    expect(await answerTo("when does the canteen open")).toContain("From 11:30");
    expect(live.suggest("canteen h", "en", 3).map((each) => each.entry)).toContain("opening-hours");
  });

  it("takes over an edit while it runs", async () => {
    await serve();
    await writeFile(join(directory, HOURS), entry("Now from noon to 15:00."));
    await vi.waitFor(() => expect(packs).toHaveLength(1), { timeout: 10_000 });
    expect(await answerTo("when does the canteen open")).toContain("noon to 15:00");
  });

  it("keeps the last good pack after a broken edit, and says why", async () => {
    await serve();
    await writeFile(join(directory, HOURS), "---\nid: opening-hours\n---\nNo title, no questions.\n");
    await vi.waitFor(() => expect(refusals.join()).toContain(HOURS), { timeout: 10_000 });
    expect(await answerTo("when does the canteen open")).toContain("From 11:30");
    expect(packs).toEqual([]);
  });

  it("does not start with a broken pack", async () => {
    await writeFile(join(directory, HOURS), "nothing");
    await expect(serve()).rejects.toThrow(/opening-hours\.md:1/);
  });
});
