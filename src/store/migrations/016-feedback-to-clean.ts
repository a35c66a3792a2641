import { type Kysely, sql } from "kysely";

/** Adds indexes of the feedback that still names a person or gives a reason: opinions are kept for ever, and every hour those to clean are looked for. */
export async function feedbackToClean(queries: Kysely<unknown>): Promise<void> {
  const named = sql`where person is not null or reason is not null`;
  await sql`create index feedback_to_clean on feedback (platform, workspace, given_at) ${named}`.execute(queries);
  await sql`create index feedback_of_all_to_clean on feedback (given_at) ${named}`.execute(queries);
}
