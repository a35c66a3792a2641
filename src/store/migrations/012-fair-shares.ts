import { type Kysely, sql } from "kysely";

/**
 * Adds indexes of what waits, by workspace, so that it is shared out fairly; they stay small however large the ledger gets. Adds a column and an index that
 * find who has points in a workspace without reading the quizzes. Drops an index by state, since another one has the state and the time.
 */
export async function fairShares(queries: Kysely<unknown>): Promise<void> {
  const { schema } = queries;
  await schema.dropIndex("deliveries_by_state").execute();
  await schema
    .createIndex("deliveries_waiting")
    .on("deliveries")
    .columns(["platform", "workspace", "send_at"])
    .where(sql.ref("state"), "=", sql.lit("pending"))
    .execute();
  await schema
    .createIndex("subscriptions_by_workspace")
    .on("subscriptions")
    .columns(["platform", "workspace", "next_due_at"])
    .execute();
  await schema
    .alterTable("quiz_answers")
    .addColumn("point", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`update quiz_answers set point = 1 where person is not null
    and exists (select 1 from quizzes where quizzes.id = quiz_answers.quiz and right_option = first_option)`.execute(queries);
  // `point` is in the index too, so that SQLite counts from the index only.
  await sql`create index quiz_points on quiz_answers (platform, workspace, point, participant) where point = 1`.execute(queries);
}
