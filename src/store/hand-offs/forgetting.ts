import { sql } from "kysely";
import type { Instant } from "../../model.ts";
import type { PersonKey } from "../../ports.ts";
import { HAND_OFF_DAYS } from "../../privacy/retention.ts";
import type { Database } from "../database.ts";
import type { DatabaseDialect, Queries } from "../dialect.ts";
import { changeAll, deleteInBatches } from "../expiry.ts";
import { readRow, rowOf } from "./rows.ts";

/** How long messages are kept after the end of a hand-off, in ms. */
const TEXTS_LIFETIME = HAND_OFF_DAYS * 24 * 3_600_000;

/** Deletes the data that closed hand-offs no longer need, except who waits for an entry; returns how many hand-offs were changed. */
export async function sweepHandOffs(database: Database, now: Instant): Promise<number> {
  const { queries, dialect } = database;
  const deleted = await deleteInBatches((limit) => {
    const done = queries
      .selectFrom("hand_offs")
      .select("id")
      .where("closed_at", "<=", now - TEXTS_LIFETIME)
      .where((row) => row.or([row("entry", "is", null), row("asker", "is", null)]))
      .limit(limit);
    return queries.deleteFrom("hand_offs").where("id", "in", dialect.skipLocked(done)).executeTakeFirstOrThrow();
  });
  const old = sql`closed_at <= ${now - TEXTS_LIFETIME} and texts is not null`;
  return (
    deleted + (await changeAll(database, "hand_offs", old, sql`update hand_offs set texts = null, claimed_by = null`, "skip"))
  );
}

/** Deletes the hand-offs that a person asked for, with their messages. Removes the person from those that the person has taken. */
export async function eraseHandOffs(queries: Queries, of: PersonKey, dialect: Pick<DatabaseDialect, "lock">): Promise<void> {
  for (const row of await dialect.lock(rowsAbout(queries, of)).execute()) {
    if (row.asker === of.person) {
      await deleteOne(queries, row.id);
      continue;
    }
    const { claim: _, ...unclaimed } = readRow(row);
    const { id, ...values } = rowOf(unclaimed);
    await queries.updateTable("hand_offs").set(values).where("id", "=", id).execute();
  }
}

async function deleteOne(queries: Queries, id: string): Promise<void> {
  await queries.deleteFrom("deliveries").where("kind", "=", "hand-off").where("subscription", "=", id).execute();
  await queries.deleteFrom("hand_offs").where("id", "=", id).execute();
}

/** Returns the query for the hand-offs that a person asked for or has taken. */
export function rowsAbout(queries: Queries, { platform, workspace, person }: PersonKey) {
  return queries
    .selectFrom("hand_offs")
    .selectAll()
    .where("platform", "=", platform)
    .$if(workspace !== "", (query) => query.where("workspace", "=", workspace))
    .where((row) => row.or([row("asker", "=", person), row("claimed_by", "=", person)]))
    .orderBy("id");
}
