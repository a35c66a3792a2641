import { type DeleteResult, type RawBuilder, sql } from "kysely";
import { breathe } from "../common/breathe.ts";
import type { Database } from "./database.ts";
import type { Locked } from "./dialect.ts";
import type { Schema } from "./schema.ts";

/** The most rows in a batch: few enough that questions in between wait only a few milliseconds. */
const BATCH = 500;

/** Repeats a deletion of at most `limit` rows until a batch is not full, and lets others work in between; returns how many rows were deleted. */
export async function deleteInBatches(deleteBatch: (limit: number) => Promise<DeleteResult>): Promise<number> {
  let total = 0;
  for (;;) {
    const { numDeletedRows } = await deleteBatch(BATCH);
    total += Number(numDeletedRows);
    if (numDeletedRows < BATCH) return total;
    // An embedded database answers synchronously, so the loop would never yield by itself.
    await breathe();
  }
}

/**
 * Deletes all rows of a table for which a condition holds, in batches; returns how many.
 * @param locked "skip" leaves out rows that another replica has locked, since it deletes them itself, or they are deleted the next time
 */
export async function deleteAll(
  database: Database,
  table: keyof Schema,
  condition: RawBuilder<unknown>,
  locked: Locked = "wait",
): Promise<number> {
  return changeAll(database, table, condition, sql`delete from ${sql.table(table)}`, locked);
}

/**
 * Changes all rows of a table for which a condition holds, in batches; returns how many. The change must make the condition false.
 * @param change a statement without its condition: "delete from …", "update … set …"
 */
export async function changeAll(
  { queries, dialect }: Database,
  table: keyof Schema,
  condition: RawBuilder<unknown>,
  change: RawBuilder<unknown>,
  locked: Locked = "wait",
): Promise<number> {
  return deleteInBatches(async (limit) => {
    const { numAffectedRows = 0n } = await sql`${change} where ${dialect.some(table, condition, limit, locked)}`.execute(queries);
    return { numDeletedRows: numAffectedRows };
  });
}
