import { mkdtemp, rm, type writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { createDraftFolder } from "../../src/drafts/draft-folder.ts";
import { createDraftWriter } from "../../src/drafts/drafts.ts";
import type { DraftEntry } from "../../src/drafts/ports.ts";
import { writeCanteen } from "../cli/canteen-files.ts";

/** A text that no file may contain; undefined: the disk has room for everything. */
const disk = vi.hoisted((): { refuses: string | undefined } => ({ refuses: undefined }));
vi.mock("node:fs/promises", async (importOriginal) => {
  const actual = await importOriginal<typeof import("node:fs/promises")>();
  const write: typeof writeFile = async (file, data, options) => {
    if (disk.refuses !== undefined && String(data).includes(disk.refuses))
      throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    return actual.writeFile(file, data, options);
  };
  return { ...actual, writeFile: write };
});

it("a draft whose text does not fit on the disk is saved when it is saved again", async () => {
  const folder = await mkdtemp(join(tmpdir(), "malinois-full-disk-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeCanteen(join(folder, "canteen"));
  const drafts = createDraftFolder(join(folder, "drafts"));
  const writer = createDraftWriter({ folder: drafts, source: { directories: [join(folder, "canteen")] }, now: () => 0 });
  const first: DraftEntry = {
    ...{ id: "bike-shed", language: "en", area: "all", title: "Bike shed", questions: ["bike shed"], sources: [] },
    ...{ summary: "Behind the canteen.", origin: "hand-off" },
  };
  const second = { ...first, summary: "In front of the canteen." };
  await writer.save(first);
  disk.refuses = "In front";
  await expect(writer.save(second)).rejects.toThrow("ENOSPC");
  disk.refuses = undefined;
  await writer.save(second);
  expect((await drafts.find("en", "bike-shed"))?.text).toContain("In front of the canteen.");
});
