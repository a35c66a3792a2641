import { type Kysely, sql } from "kysely";

/** Adds indexes on feedback that still names a person or gives a reason. Without them, the hourly cleaning would scan all feedback, which is kept for good. */
export async function feedbackToClean(queries: Kysely<unknown>): Promise<void> {
  const named = sql`where person is not null or reason is not null`;
  await sql`create index feedback_to_clean on feedback (platform, workspace, given_at) ${named}`.execute(queries);
  await sql`create index feedback_of_all_to_clean on feedback (given_at) ${named}`.execute(queries);
}
