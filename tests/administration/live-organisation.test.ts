import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type LiveOrganisation, serveOrganisation } from "../../src/organisation/live-organisation.ts";

let folder = "";
let served: LiveOrganisation | undefined;
const lines: string[] = [];
const log = (_: object, message: string) => void lines.push(message);
const logger = { info: log, warn: log };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "malinois-organisation-"));
  lines.length = 0;
});
afterEach(() => {
  served?.close();
  rmSync(folder, { recursive: true });
});

const path = () => join(folder, "organisation.yaml");
const serve = async (isWanted = false) => {
  served = await serveOrganisation({ path: path(), isWanted, logger, every: 5 });
  return served;
};
const nameIn = (live: LiveOrganisation) => live.current.name;

test("an edited organisation file is used without a restart, while a broken one is reported and not used", async () => {
  const live = await serve();
  expect(live.current).toEqual({ contacts: [] });
  writeFileSync(path(), "name: { en: Example, nl: Voorbeeld }\n");
  await vi.waitFor(() => expect(nameIn(live)).toEqual({ en: "Example", nl: "Voorbeeld" }));
  writeFileSync(path(), "name: [\n");
  await vi.waitFor(() => expect(lines.join()).toContain("has errors"));
  expect(nameIn(live)).toEqual({ en: "Example", nl: "Voorbeeld" });
  writeFileSync(path(), "name: Another name\n");
  await vi.waitFor(() => expect(nameIn(live)).toEqual({ en: "Another name" }));
  rmSync(path());
  await vi.waitFor(() => expect(live.current).toEqual({ contacts: [] }));
});

test("the organisation file must be valid, and must exist if its path is configured", async () => {
  await expect(serve(true)).rejects.toMatchObject({
    code: "configuration",
    message: expect.stringContaining("organisation.yaml:1:"),
  });
  writeFileSync(path(), "helpdesk: Service desk\n");
  await expect(serve()).rejects.toMatchObject({ message: expect.stringMatching(/organisation\.yaml:1: "helpdesk" is a text/) });
});

test("a file that cannot be looked at leaves what was there, and is told once; at the start it stops Malinois", async () => {
  writeFileSync(path(), "name: Example\n");
  const live = await serve();
  rmSync(path());
  symlinkSync(path(), path());
  await vi.waitFor(() => expect(lines.join()).toContain("has errors"));
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(nameIn(live)).toEqual({ en: "Example" });
  expect(lines).toHaveLength(1);
  live.close();
  await expect(serve()).rejects.toMatchObject({ code: "configuration" });
});
