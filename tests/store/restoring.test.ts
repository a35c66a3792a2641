import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { backUpSqlite } from "../../src/store/sqlite/backup.ts";
import { restoreSqlite } from "../../src/store/sqlite/restore.ts";
import { openStore } from "../../src/store/store.ts";

const person = { platform: "test", workspace: "W", person: "U1" };

describe("a restored SQLite database", () => {
  let directory: string;
  let backup: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "malinois-restoring-"));
    backup = join(directory, "backup.sqlite");
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  /** Makes a backup in which the person's language is Dutch, and a data directory as a killed process leaves it, in which it is French. */
  async function killed(): Promise<string> {
    const running = join(directory, "running");
    const store = await openStore({ dataDirectory: running });
    await store.setPersonLanguage(person, "nl");
    backUpSqlite(running, backup);
    await store.setPersonLanguage(person, "fr");
    const left = join(directory, "left");
    await mkdir(left);
    for (const name of await readdir(running)) await copyFile(join(running, name), join(left, name));
    await store.close();
    expect(await readdir(left)).toContain("malinois.sqlite-wal");
    return left;
  }

  async function languageIn(dataDirectory: string): Promise<string | undefined> {
    const store = await openStore({ dataDirectory });
    const language = await store.personLanguage(person);
    await store.close();
    return language;
  }

  test("does not take in the log of the previous one, whose file somebody has moved away", async () => {
    const left = await killed();
    await rm(join(left, "malinois.sqlite"));
    restoreSqlite(backup, left, "stamp");
    expect(await languageIn(left)).toBe("nl");
  });

  test("replaces one that a killed process left", async () => {
    const left = await killed();
    const kept = restoreSqlite(backup, left, "stamp");
    expect(await languageIn(left)).toBe("nl");
    expect(kept).toBe(join(left, "malinois.sqlite.stamp"));
  });

  test.each([0o444, 0o644])(
    "can be written, and is readable by its own user only, whatever the mode of the backup (mode %i)",
    async (mode) => {
      const left = await killed();
      await chmod(backup, mode);
      restoreSqlite(backup, left, "stamp");
      expect((await stat(join(left, "malinois.sqlite"))).mode & 0o777).toBe(0o600);
    },
  );
});
