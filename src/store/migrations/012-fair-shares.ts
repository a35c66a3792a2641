import { type Kysely, sql } from "kysely";

/**
 * What waits and what is in flight, by workspace, so that it is shared out fairly: small indexes, whatever the ledger holds. What was settled, by time.
 * And who has points in a workspace, without reading a quiz.
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
    .createIndex("deliveries_in_flight")
    .on("deliveries")
    .columns(["platform", "workspace"])
    .where(sql.ref("state"), "=", sql.lit("sending"))
    .execute();
  await schema.createIndex("deliveries_by_instant").on("deliveries").columns(["recorded_at", "state"]).execute();
  await schema
    .createIndex("subscriptions_by_workspace")
    .on("subscriptions")
    .columns(["platform", "workspace", "next_due_at"])
    .execute();
  await schema
    .alterTable("quiz_answers")
    .addColumn("first_right", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`update quiz_answers set first_right = 1
    where exists (select 1 from quizzes where quizzes.id = quiz_answers.quiz and right_option = first_option)`.execute(queries);
  await sql`create index quiz_points on quiz_answers (platform, workspace, participant)
    where person is not null and first_right = 1`.execute(queries);
}
