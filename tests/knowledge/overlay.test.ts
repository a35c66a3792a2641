import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { lintPack } from "../../src/knowledge/check/lint.ts";
import { readServed, readSource } from "../../src/knowledge/overlay/overlay.ts";
import { watchPack } from "../../src/knowledge/watch/watch.ts";
import type { Pack } from "../../src/model.ts";
import { writeCanteen } from "../cli/canteen-files.ts";

let folder = "";
const source = () => ({ directories: [join(folder, "canteen")], overlay: join(folder, "over") });
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malinois-overlay-"));
  await writeCanteen(join(folder, "canteen"));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(file: string, text: string): Promise<void> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
const entry = (id: string, over = "") =>
  `---\nid: ${id}\ntitle: The ${id}\nquestions: [what about ${id}]\n${over}---\nNew text.\n`;
async function served(): Promise<Pack> {
  const reading = await readServed(source());
  if (!reading.ok) throw new Error(JSON.stringify(reading.diagnostics));
  return reading.pack;
}
const ids = async () => (await served()).entries.map(({ id }) => id);

describe("an overlay", () => {
  it("that does not exist changes nothing", async () => {
    expect(await ids()).toContain("opening-hours");
  });

  it("adds entries, and replaces those with the same id and language", async () => {
    await write("over/en/all/bike-shed.md", entry("bike-shed"));
    await write("over/en/all/opening-hours.md", entry("opening-hours"));
    const texts = (await served()).entries.map(({ id, summary }) => [id, summary]);
    expect(texts).toContainEqual(["bike-shed", "New text."]);
    expect(texts).toContainEqual(["opening-hours", "New text."]);
    expect(texts).toHaveLength(6);
  });

  it("switches entries off, with all references to them", async () => {
    await write("canteen/en/all/bike-shed.md", entry("bike-shed", "related: [opening-hours, food-allergy]\n"));
    await write(
      "canteen/campaigns/hello.yaml",
      "id: hello\nname: Hello\ndescription: x\naudience: all\nsteps:\n  - { id: one, day: 1, entry: opening-hours }\n  - { id: two, day: 2, entry: food-allergy }\n",
    );
    await write("over/off.txt", "# Not ours.\nopening-hours  # we have none\n");
    const pack = await served();
    expect(pack.entries.map(({ id }) => id)).not.toContain("opening-hours");
    expect(pack.entries.find(({ id }) => id === "bike-shed")?.related).toEqual(["food-allergy"]);
    expect(pack.campaigns?.[0]?.steps.map(({ id }) => id)).toEqual(["two"]);
  });

  it("that is invalid is refused completely, with file, line and fix", async () => {
    await write("over/en/all/bike-shed.md", entry("bike-shed", "keyword: [x]\n"));
    await write("over/en/nowhere/other.md", entry("other"));
    await write("over/off.txt", "Not An Id\n");
    const reading = await readServed(source());
    expect(reading.ok ? [] : reading.diagnostics).toEqual([
      expect.objectContaining({ file: "over/en/all/bike-shed.md", line: 5, message: 'Unknown field "keyword"' }),
      expect.objectContaining({ file: "over/en/nowhere/other.md", message: expect.stringContaining('area folder "nowhere"') }),
      expect.objectContaining({ file: "over/off.txt", line: 1, message: '"Not An Id" is not a valid id' }),
    ]);
  });

  it("with an unknown id to switch off gets a warning, and its diagnostics name its own files", async () => {
    await write("over/off.txt", "opening-hour\n");
    await write("over/en/all/bike-shed.md", entry("bike-shed", "related: [gone]\n"));
    const draft = await readSource(source());
    expect(draft.warnings).toEqual([
      expect.objectContaining({ file: "over/off.txt", line: 1, fix: expect.stringContaining('"opening-hours"') }),
    ]);
    const errors = lintPack(draft.pack ?? expect.fail(), { today: "2026-11-24", locate: draft.locate }).filter(
      ({ level }) => level === "error",
    );
    expect(errors).toEqual([expect.objectContaining({ file: "over/en/all/bike-shed.md", line: 5 })]);
  });

  it("is watched even before it exists", async () => {
    const onPack = vi.fn();
    const watch = watchPack(source(), onPack, onPack, { current: await served(), settleMs: 10, pollMs: 20, safetyPollMs: 20 });
    await write("over/en/all/bike-shed.md", entry("bike-shed"));
    await vi.waitFor(() => expect(onPack).toHaveBeenCalledOnce(), 10_000);
    await write("over/off.txt", "bike-shed\n");
    await vi.waitFor(() => expect(onPack).toHaveBeenCalledTimes(2), 10_000);
    watch.close();
  });
});
