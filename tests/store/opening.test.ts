import { type Kysely, type Migration, Migrator } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "../../src/model.ts";
import type { PersonKey } from "../../src/ports.ts";
import { openDatabase } from "../../src/store/database.ts";
import { openStore } from "../../src/store/store.ts";
import { claim } from "./claim.ts";
import { DATABASE_FORMS, type OpenForm, openForm } from "./database-forms.ts";
import { compileStoreProgram, type StoreProgram, startTogether } from "./store-process.ts";

const NOW = Date.UTC(2026, 10, 24, 9);
const HOUR = 3_600_000;
const ann: PersonKey = { platform: "slack", workspace: "T1", person: "U1" };
const context: Context = { language: "nl", entries: ["passkeys"], outcome: "answer", matched: ["passkey"], confidence: 0.9 };

let program: StoreProgram;
beforeAll(async () => {
  program = await compileStoreProgram();
}, 60_000);
afterAll(() => program.remove());

describe.each(DATABASE_FORMS)("the database of the store on $name", { timeout: 60_000 }, (form) => {
  let { running, options, store, tables, stop } = {} as OpenForm;
  beforeAll(async () => {
    ({ running, options, store, tables, stop } = await openForm(form));
  }, 60_000);
  afterAll(() => stop());

  describe("opening", () => {
    test("a database again finds everything that was saved", async () => {
      const before = await openStore(options);
      await claim(before, "slack:T1:C1:1", NOW, NOW + HOUR);
      await before.remember("slack:T1:C1:1", context, ann, NOW + HOUR);
      await before.setPersonLanguage(ann, "nl");
      await before.close();
      const store = await openStore(options);
      expect(await claim(store, "slack:T1:C1:1", NOW, NOW + HOUR)).toBe(false);
      expect(await store.context("slack:T1:C1:1", NOW)).toEqual(context);
      expect(await store.personLanguage(ann)).toBe("nl");
      await store.close();
    });

    test.runIf(form.separateSessions)("a new database in six processes at once succeeds in all of them", async () => {
      const empty = await running.empty();
      const processes = Array.from({ length: 6 }, () => program.run("open-at-once", empty));
      expect(await startTogether(processes)).toEqual(Array.from({ length: 6 }, () => ["opened"]));
    });

    test("a database after a migration that failed halfway finds no part of it", async () => {
      const migrate = (up: Migration["up"]) =>
        tables.dialect.migrateAlone(tables.queries, async (db) => {
          const provider = { getMigrations: async () => ({ "001-kennels": { up } }) };
          const { error } = await new Migrator({ db, provider }).migrateToLatest();
          if (error !== undefined) throw error;
        });
      const createKennels = (db: Kysely<unknown>) => db.schema.createTable("kennels").addColumn("name", "text").execute();
      const failed = migrate(async (db) => {
        await createKennels(db);
        throw new Error("no more wood");
      });
      await expect(failed).rejects.toThrow("no more wood");
      await migrate(createKennels);
      expect((await tables.queries.introspection.getTables()).map(({ name }) => name)).toContain("kennels");
    });

    test("a database of a newer version is refused, and the database does not change", async () => {
      const options = await running.empty();
      const database = await openDatabase(options);
      const newer = { name: "999-from-the-future", timestamp: "2027-01-01T00:00:00.000Z" };
      const migrations = database.queries.withTables<{ malinois_migrations: typeof newer }>();
      await migrations.insertInto("malinois_migrations").values(newer).execute();
      const before = await migrations.selectFrom("malinois_migrations").selectAll().execute();

      await expect(openStore(options)).rejects.toMatchObject({
        name: "MalinoisError",
        code: "store",
        message: expect.stringMatching(/newer version of Malinois \(migration 999-from-the-future\)/),
        fix: expect.stringMatching(/later one, or restore a backup/),
      });
      expect(await migrations.selectFrom("malinois_migrations").selectAll().execute()).toEqual(before);
      await database.close();
    });
  });

  describe("closing", () => {
    test("it twice is harmless", async () => {
      const store = await openStore(options);
      await store.close();
      await expect(store.close()).resolves.toBeUndefined();
    });

    test("it makes later calls fail, but not those that began before", async () => {
      const closed = await openStore(options);
      expect(await claim(closed, "in time", NOW, NOW + HOUR)).toBe(true);
      const closing = closed.close();
      const late = claim(closed, "late", NOW, NOW + HOUR);
      await expect(late).rejects.toMatchObject({ code: "store", message: expect.stringContaining("has been closed") });
      await closing;
      expect(await claim(store, "in time", NOW, NOW + HOUR)).toBe(false);
      expect(await claim(store, "late", NOW, NOW + HOUR)).toBe(true);
    });
  });

  test("a transaction whose function throws is rolled back", async () => {
    const failed = tables.queries.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("claims")
        .values({ key: "half done", expires_at: NOW + HOUR })
        .execute();
      throw new Error("second thoughts");
    });
    await expect(failed).rejects.toThrow("second thoughts");
    expect(await claim(store, "half done", NOW, NOW + HOUR)).toBe(true);
  });
});
