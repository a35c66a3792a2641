import type { Kysely } from "kysely";

type Tables = {
  readonly quizzes: {
    readonly id: string;
    readonly platform: string | null;
    readonly workspace: string | null;
    readonly record: string;
    readonly closes_at: number;
  };
  readonly quiz_answers: { readonly quiz: string; readonly platform: string | null; readonly workspace: string | null };
  readonly reviews: { readonly learner: string; readonly platform: string | null; readonly workspace: string | null };
};

/** Adds where an answer was given and when a quiz closes, with indexes, so that workspaces can be erased and old quizzes deleted. */
export async function privacy(queries: Kysely<unknown>): Promise<void> {
  const { schema } = queries;
  for (const table of ["quiz_answers", "reviews"]) {
    await schema.alterTable(table).addColumn("platform", "text").execute();
    await schema.alterTable(table).addColumn("workspace", "text").execute();
    await schema.createIndex(`${table}_by_workspace`).on(table).columns(["platform", "workspace"]).execute();
  }
  await schema
    .alterTable("quizzes")
    .addColumn("closes_at", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();
  await fillIn(queries.withTables<Tables>());
  await schema.createIndex("quizzes_by_end").on("quizzes").column("closes_at").execute();
  await schema.createIndex("quiz_answers_by_instant").on("quiz_answers").column("answered_at").execute();
  await schema.createIndex("reviews_by_day").on("reviews").column("due_on").execute();
  await schema.createIndex("deliveries_by_recipient").on("deliveries").columns(["platform", "recipient"]).execute();
  await schema.createIndex("audit_by_instant").on("audit").column("at").execute();
  await schema.createIndex("audit_by_actor").on("audit").columns(["platform", "actor"]).execute();
}

async function fillIn(tables: Kysely<Tables>): Promise<void> {
  for (const { id, platform, workspace, record } of await tables.selectFrom("quizzes").selectAll().execute()) {
    const { closesAt } = JSON.parse(record);
    await tables.updateTable("quizzes").set({ closes_at: closesAt }).where("id", "=", id).execute();
    if (platform !== null) await tables.updateTable("quiz_answers").set({ platform, workspace }).where("quiz", "=", id).execute();
  }
  for (const { learner } of await tables.selectFrom("reviews").select("learner").distinct().execute()) {
    // The learner is either a channel, whose name includes the workspace, or a participant, whose name tells nothing.
    if (!learner.startsWith("[")) continue;
    const [platform, workspace] = JSON.parse(learner);
    await tables.updateTable("reviews").set({ platform, workspace }).where("learner", "=", learner).execute();
  }
}
