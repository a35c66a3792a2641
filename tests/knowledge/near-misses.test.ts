import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readDraft, readPack } from "../../src/knowledge/read/read-pack.ts";
import { writeCanteen } from "../cli/canteen-files.ts";

let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "malinois-near-misses-"));
  await writeCanteen(directory);
  await mkdir(join(directory, "en"), { recursive: true });
});
afterEach(() => rm(directory, { recursive: true }));

const write = (text: string) => writeFile(join(directory, "en", "near-misses.txt"), text);
const nearMisses = async () => {
  const reading = await readPack(directory);
  return reading.ok ? reading.pack.nearMisses : undefined;
};

describe("near misses of a pack", () => {
  it("are one question per line, without comments and empty lines", async () => {
    await write("# Not ours\nwho owns the canteen\n\n  where is the kitchen of the king  \n");
    expect(await nearMisses()).toEqual({ en: ["who owns the canteen", "where is the kitchen of the king"] });
  });

  it("may be absent or empty", async () => {
    expect(await nearMisses()).toBeUndefined();
    await write("# nothing yet\n");
    expect(await nearMisses()).toBeUndefined();
  });

  it("are refused with their line if they are duplicates or too long", async () => {
    await write(`one question\nanother\nOne question\n${"a ".repeat(200)}\n`);
    const { diagnostics } = await readDraft(directory);
    expect(diagnostics.map(({ file, line }) => `${file}:${line}`)).toEqual(["en/near-misses.txt:3", "en/near-misses.txt:4"]);
    expect(diagnostics[0]?.message).toContain("line 1");
  });
});
