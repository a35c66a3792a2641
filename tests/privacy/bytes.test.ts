import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import type { PersonKey } from "../../src/ports.ts";
import { openDatabase } from "../../src/store/database.ts";
import { openStore } from "../../src/store/store.ts";
import { insertRows, NOW, TABLES, wordsOf } from "./rows.ts";

const personOf = (number: number): PersonKey => ({
  platform: "test",
  workspace: `w${number % 3}`,
  person: `person-${number}-4711`,
});
const ERASED = [7, 50, 133];

test("SQLite's files contain no trace of erased people, after many rows were changed, moved and deleted", {
  timeout: 60_000,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), "malinois-bytes-"));
  const [store, tables] = [await openStore({ dataDirectory: directory }), await openDatabase({ dataDirectory: directory })];
  const count = async (text: string) => {
    const files = await Promise.all((await readdir(directory)).map((name) => readFile(join(directory, name), "latin1")));
    return files.reduce((sum, bytes) => sum + bytes.split(text).length - 1, 0);
  };
  const withoutAudit = TABLES.filter((table) => table !== "audit");
  try {
    const codes: string[] = [];
    for (let number = 0; number < 200; number++) {
      codes.push(await store.nudges.participant(personOf(number)));
      for (const round of [0, 1, 2])
        await insertRows(tables, personOf(number), codes[number] ?? "", { number: round }, withoutAudit);
    }
    // Rows grow and are deleted, so that pages are split, merged and refilled.
    for (let number = 0; number < 200; number += 2) {
      const { person } = personOf(number);
      const reason = `${wordsOf(personOf(number))} ${"and more ".repeat(number)}`;
      await tables.queries.updateTable("feedback").set({ reason }).where("person", "=", person).execute();
      await tables.queries.deleteFrom("contexts").where("person", "=", person).execute();
    }
    for (const number of ERASED) {
      const { person } = personOf(number);
      expect([(await count(person)) > 10, (await count(codes[number] ?? "")) > 3]).toEqual([true, true]);
      await store.erasePerson({ ...personOf(number), workspace: "" });
      expect([await count(person), await count(codes[number] ?? "")]).toEqual([0, 0]);
    }
    await store.privacy.leave({ platform: "test", workspace: "w1" }, NOW);
    await store.privacy.eraseLeft();
    expect(await count("person-100-4711")).toBe(0);
    expect(await count("person-101-4711")).toBeGreaterThan(0);
  } finally {
    await Promise.all([store.close(), tables.close()]);
    await rm(directory, { recursive: true });
  }
});

test("SQLite's files contain no trace of an erased person even if another process was reading meanwhile", {
  timeout: 60_000,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), "malinois-bytes-"));
  const [store, reader] = [await openStore({ dataDirectory: directory }), await openDatabase({ dataDirectory: directory })];
  try {
    await insertRows(reader, personOf(1), "code", {}, ["feedback"]);
    let erasing: Promise<void> | undefined;
    await reader.queries.connection().execute(async (connection) => {
      await sql`begin`.execute(connection);
      await connection.selectFrom("feedback").selectAll().execute();
      erasing = store.erasePerson(personOf(1));
      await new Promise((resolve) => setTimeout(resolve, 300));
      await sql`commit`.execute(connection);
    });
    await erasing;
    const files = await Promise.all((await readdir(directory)).map((name) => readFile(join(directory, name), "latin1")));
    expect(files.filter((bytes) => bytes.includes(personOf(1).person))).toEqual([]);
  } finally {
    await Promise.all([store.close(), reader.close()]);
    await rm(directory, { recursive: true });
  }
});
