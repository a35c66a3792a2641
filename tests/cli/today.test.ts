import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { writeCanteen } from "./canteen-files.ts";
import { runProgram } from "./run-program.ts";

/** Half past midnight in Brussels, when it is still the day before in UTC. */
const NOW = Date.UTC(2026, 10, 26, 23, 30);
const TODAY_IN_BRUSSELS = "2026-11-27";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malinois-today-"));
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

/** Returns the text of an entry that was reviewed today; its dead relation keeps `check` from training the pack. */
function reviewedToday(id: string): string {
  return `---
id: ${id}
title: The ${id}
questions: [Where is the ${id}?]
related: [no-such-entry]
sources: [{ title: Board, url: "https://example.org/board", asOf: "2026" }]
reviewed: ${TODAY_IN_BRUSSELS}
---
On the left.
`;
}

test("the command line judges review dates by the day in the zone of the settings, as the admin page does", async () => {
  const pack = join(folder, "pack");
  await writeCanteen(pack);
  await writeFile(join(pack, "en", "all", "lift.md"), reviewedToday("lift"));
  await mkdir(join(folder, "drafts", "en", "all"), { recursive: true });
  await writeFile(join(folder, "drafts", "en", "all", "stairs.md"), reviewedToday("stairs"));
  const environment = { DATA_DIR: folder, CONTENT_DIR: pack, TZ_DEFAULT: "Europe/Brussels" };
  for (const args of [["check"], ["drafts", "check"]]) {
    const { out } = await runProgram(args, { environment });
    expect(out).toContain("no-such-entry");
    expect(out).not.toContain("lies in the future");
  }
});
