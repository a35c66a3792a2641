import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schema } from "../../src/store/schema.ts";
import { DATABASE_FORMS, type OpenForm, openForm } from "../store/database-forms.ts";
import { DAY, insertRows, NOW } from "./rows.ts";

/** The tables from which the hourly sweep deletes something, or in which it changes something. */
const SWEPT: readonly (keyof Schema)[] = [
  ...(["claims", "contexts", "inbox", "admin_links", "admin_sessions", "hand_offs", "gaps"] as const),
  ...(["deliveries", "quizzes", "quiz_answers", "reviews", "feedback", "audit"] as const),
];
/** One row of each table, and the texts of the hand-off, which are deleted before it. */
const CHANGES = SWEPT.length + 1;
const LATER = NOW + 800 * DAY;

// SQLite lets only one process write at a time, and in PGlite all connections share one session, so that no row is locked for another.
const forms = DATABASE_FORMS.filter(({ name }) => name === "PostgreSQL");

describe.skipIf(forms.length === 0).each(forms)(
  "replicas that delete expired data at once, on $name,",
  { timeout: 60_000 },
  (form) => {
    let { store, tables, stop } = {} as OpenForm;
    beforeAll(async () => {
      ({ store, tables, stop } = await openForm(form));
      for (const person of ["ann", "bob"])
        await insertRows(tables, { platform: "test", workspace: "w", person }, person, {}, SWEPT);
      await tables.queries.updateTable("hand_offs").set({ closed_at: NOW, entry: "plants" }).execute();
    }, 60_000);
    afterAll(() => stop());

    // If one waits for the rows of the other, it repeats the work; if each waits for the other, PostgreSQL ends one with an error.
    test("neither wait for each other nor do anything twice", async () => {
      await tables.queries.transaction().execute(async (transaction) => {
        for (const table of SWEPT) await sql`select * from ${sql.table(table)} limit 1 for update`.execute(transaction);
        expect(await store.sweep(LATER)).toBe(CHANGES);
      });
      expect(await store.sweep(LATER)).toBe(CHANGES);
      expect(await store.sweep(LATER)).toBe(0);
    });
  },
);
