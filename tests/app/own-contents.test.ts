import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createOwnContents } from "../../src/app/knowledge/own-contents.ts";
import { PACK } from "../own-content/pack.ts";
import { fileOf } from "../own-content/stage.ts";

test("a workspace's content is read for the pack of whoever asks, even while it is being read for another pack", async () => {
  const directory = await mkdtemp(join(tmpdir(), "malinois-own-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const file = join(directory, "chat-W1/en/practical/lifts.md");
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, fileOf("lifts", "Lifts", "The lifts stop at six.", ["when do the lifts stop", "who repairs the lift"]));
  const logger = { warn: () => undefined, info: () => undefined };
  const own = createOwnContents({ directory, logger, now: () => 0 });
  const dutch = { ...PACK, languages: ["nl"] };
  const idsFor = async (pack: typeof PACK) =>
    (await own.of({ platform: "chat", workspace: "W1" }, pack))?.entries.map(({ id }) => id);
  expect(await Promise.all([idsFor(PACK), idsFor(dutch), idsFor(PACK)])).toEqual([["lifts"], [], ["lifts"]]);
  expect(await idsFor(dutch)).toEqual([]);
});
