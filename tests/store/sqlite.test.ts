import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import Libsql from "libsql";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MalinoisError } from "../../src/errors.ts";
import { openDatabase } from "../../src/store/database.ts";
import { backUpSqlite } from "../../src/store/sqlite/backup.ts";
import { openStore } from "../../src/store/store.ts";
import { claim, question } from "./claim.ts";
import { compileStoreProgram, type StoreProgram, startTogether } from "./store-process.ts";

const NOBODY = 65_534;

describe("the store in an SQLite file", { timeout: 60_000 }, () => {
  let program: StoreProgram;
  let directory: string;

  beforeAll(async () => {
    program = await compileStoreProgram();
  }, 20_000);
  afterAll(() => program.remove());
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "malinois-sqlite-"));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  async function failure(opening: Promise<unknown>): Promise<MalinoisError> {
    const error = await opening.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof MalinoisError)) throw new Error(`Expected a MalinoisError, got ${error}`);
    return error;
  }

  test("creates its directory and all parents, readable by its own user only", async () => {
    const dataDirectory = join(directory, "var", "malinois");
    const store = await openStore({ dataDirectory });
    expect((await stat(dataDirectory)).mode & 0o777).toBe(0o700);
    expect(await readdir(dataDirectory)).toContain("malinois.sqlite");
    await store.close();
  });

  test("creates its files readable by its own user only, also in a directory that others may read", async () => {
    await chmod(directory, 0o755);
    const store = await openStore({ dataDirectory: directory });
    await claim(store, "key", 0, 1_000);
    const names = await readdir(directory);
    const modes = await Promise.all(names.map(async (name) => (await stat(join(directory, name))).mode & 0o777));
    await store.close();
    expect(names).toContain("malinois.sqlite-wal");
    expect(modes).toEqual(names.map(() => 0o600));
  });

  test("writes no file if it is in memory, and shares nothing with another store in memory", async () => {
    const [first, second] = [await openStore({ dataDirectory: ":memory:" }), await openStore({ dataDirectory: ":memory:" })];
    expect(await claim(first, "key", 0, 1)).toBe(true);
    expect(await claim(second, "key", 0, 1)).toBe(true);
    await Promise.all([first.close(), second.close()]);
    expect(await readdir(process.cwd())).not.toContain(":memory:");
  });

  test("waits for the disk at each commit, so that a power cut loses nothing that was acknowledged", async () => {
    const database = await openDatabase({ dataDirectory: directory });
    const synchronous = await sql`pragma synchronous`.execute(database.queries);
    await database.close();
    const full = 2;
    expect(synchronous.rows).toEqual([{ synchronous: full }]);
  });

  test("is complete in its one file once it has been closed", async () => {
    const store = await openStore({ dataDirectory: directory });
    await claim(store, "key", 0, 1_000);
    await store.close();
    const copy = join(directory, "copy");
    await mkdir(copy);
    await copyFile(join(directory, "malinois.sqlite"), join(copy, "malinois.sqlite"));
    const restored = await openStore({ dataDirectory: copy });
    expect(await claim(restored, "key", 500, 1_000)).toBe(false);
    await restored.close();
  });

  test("leaves no trace of an erased person or an answered question in any of its files", async () => {
    const store = await openStore({ dataDirectory: directory });
    const person = { platform: "test", workspace: "W", person: "person-4711" };
    await store.setPersonLanguage(person, "nl");
    await store.addFeedback({ ...person, entry: "passkeys", language: "nl", helpful: false, reason: "secret-4712", at: 0 });
    const asked = question("question", { text: "typed-4713" });
    await store.inbox.takeIn(asked, 0, 1_000, "owner");
    const words = async () => {
      const files = await Promise.all((await readdir(directory)).map((name) => readFile(join(directory, name), "latin1")));
      return ["person-4711", "secret-4712", "typed-4713"].filter((word) => files.some((bytes) => bytes.includes(word)));
    };
    expect(await words()).toEqual(["person-4711", "secret-4712", "typed-4713"]);
    await store.inbox.finish(asked.id, "owner");
    await store.erasePerson(person);
    expect(await words()).toEqual([]);
    await store.close();
  });

  test("can be copied completely while it is in use, but not over an existing file", async () => {
    const store = await openStore({ dataDirectory: directory });
    await claim(store, "key", 0, 1_000);
    const copy = join(directory, "copy");
    await mkdir(copy);
    backUpSqlite(directory, join(copy, "malinois.sqlite"));
    expect(() => backUpSqlite(directory, join(copy, "malinois.sqlite"))).toThrow(/exists already/);
    expect(() => backUpSqlite(join(directory, "nowhere"), join(directory, "other"))).toThrow(/no database/);
    await claim(store, "later", 0, 1_000);
    const restored = await openStore({ dataDirectory: copy });
    expect(await claim(restored, "key", 500, 1_000)).toBe(false);
    expect(await claim(restored, "later", 500, 1_000)).toBe(true);
    await Promise.all([store.close(), restored.close()]);
  });

  test("reports that its directory is a file", async () => {
    await writeFile(join(directory, "data"), "");
    for (const dataDirectory of [join(directory, "data"), join(directory, "data", "deeper")]) {
      const error = await failure(openStore({ dataDirectory }));
      expect(error.code).toBe("store");
      expect(error.message).toContain(`SQLite cannot use the data directory ${dataDirectory}`);
      expect(error.fix).toContain("DATA_DIR");
    }
  });

  test.each([
    ["not a database", Buffer.from("Dear diary, ".repeat(1_000))],
    ["a damaged database", Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(8_000, 0xa5)])],
  ])("reports that its file is %s, and leaves the file unchanged", async (_, content) => {
    await writeFile(join(directory, "malinois.sqlite"), content);
    const error = await failure(openStore({ dataDirectory: directory }));
    expect(error.message).toContain("it is damaged or not a SQLite database");
    expect(error.fix).toContain("restore a backup");
    expect(await stat(join(directory, "malinois.sqlite"))).toMatchObject({ size: content.length });
  });

  test("reports that its directory, new or existing, is not writable", async () => {
    const [used, file, fresh] = ["used", "used-file", "fresh"].map((name) => join(directory, name)) as [string, string, string];
    for (const dataDirectory of [used, file]) await (await openStore({ dataDirectory })).close();
    await mkdir(fresh);
    await chmod(directory, 0o755);
    const modes: readonly (readonly [string, number])[] = [
      [used, 0o555],
      [file, 0o777],
      [fresh, 0o555],
    ];
    for (const [dataDirectory, mode] of modes) {
      for (const name of await readdir(dataDirectory)) await chmod(join(dataDirectory, name), 0o444);
      await chmod(dataDirectory, mode);
      // Root may write anywhere, so the program runs as another user.
      const user = process.getuid?.() === 0 ? NOBODY : undefined;
      const [line] = await program.run("open", { dataDirectory }, [], user).ended;
      expect(line).toMatch(
        /^store: SQLite cannot use the data directory .* may not write there\. Make it .* writable .* DATA_DIR/,
      );
      await chmod(dataDirectory, 0o755);
    }
  });

  test("reports that the disk is full, loses nothing that it acknowledged, and works again once there is space", async () => {
    await (await openStore({ dataDirectory: directory })).close();
    // The process cannot write files larger than 256 KiB.
    const limited = ["bash", "-c", 'trap "" XFSZ; ulimit -f 256; exec "$@"', "bash"];
    const lines = await program.run("claim-for-ever", { dataDirectory: directory }, limited).ended;
    const keys = lines.slice(0, -1);
    expect(lines.at(-1)).toMatch(/^store: SQLite cannot use .*: the disk (is full|refused to read or write; it may be full)/);
    expect(keys.length).toBeGreaterThan(10);

    const store = await openStore({ dataDirectory: directory });
    const won = await Promise.all(keys.map((key) => claim(store, key, 500, 1_000)));
    expect(won).not.toContain(true);
    expect(await claim(store, "another key", 500, 1_000)).toBe(true);
    await store.close();
  });

  test("waits for another process that is creating the same file", async () => {
    const other = new Libsql(join(directory, "malinois.sqlite"));
    other.exec("begin immediate");
    const opening = openStore({ dataDirectory: directory });
    await wait(100);
    other.exec("rollback");
    other.close();
    const store = await opening;
    expect(await claim(store, "key", 0, 1_000)).toBe(true);
    await store.close();
  });

  test("serialises the transactions of two processes, even those that begin with a read", async () => {
    const options = { dataDirectory: directory };
    const counters = [program.run("count", options), program.run("count", options)];
    expect(await startTogether(counters)).toEqual([["counted"], ["counted"]]);
    const store = await openStore(options);
    expect(await store.workspaceSetting({ platform: "test", workspace: "workspace" }, "counter")).toBe("200");
    await store.close();
  });

  test("refuses a boolean parameter, on which the library would end the process", async () => {
    const database = await openDatabase({ dataDirectory: ":memory:" });
    const key = true as unknown as string;
    const insertion = database.queries.insertInto("claims").values({ key, expires_at: 1 }).execute();
    await expect(insertion).rejects.toThrow("stored as 0 or 1");
    await database.close();
  });
});
