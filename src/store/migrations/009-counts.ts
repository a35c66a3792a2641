import type { Kysely } from "kysely";

type Tables = {
  readonly subscriptions: { readonly id: string; readonly record: string };
  readonly deliveries: { readonly subscription: string | null; readonly campaign: string | null };
};

/** Adds the counts of questions, and indexes that find figures of feedback, nudges and campaigns by time. */
export async function counts(queries: Kysely<unknown>): Promise<void> {
  const { schema } = queries;
  await schema
    .createTable("question_counts")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("day", "text", (column) => column.notNull())
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("area", "text", (column) => column.notNull())
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("count", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("question_counts_key", ["platform", "workspace", "day", "language", "area", "outcome"])
    .execute();
  await schema.createIndex("question_counts_by_day").on("question_counts").column("day").execute();

  await schema.createIndex("feedback_by_time").on("feedback").columns(["platform", "workspace", "given_at"]).execute();
  await schema.createIndex("feedback_of_all_by_time").on("feedback").column("given_at").execute();

  // The ledger keeps the campaign's name after the subscription is deleted.
  await schema.alterTable("deliveries").addColumn("campaign", "text").execute();
  const tables = queries.withTables<Tables>();
  for (const { id, record } of await tables.selectFrom("subscriptions").selectAll().execute()) {
    const { content } = JSON.parse(record);
    if (content.kind !== "campaign") continue;
    await tables.updateTable("deliveries").set({ campaign: content.campaign }).where("subscription", "=", id).execute();
  }
  await schema
    .createIndex("deliveries_by_time")
    .on("deliveries")
    .columns(["platform", "workspace", "state", "recorded_at"])
    .execute();
  await schema.createIndex("deliveries_of_all_by_time").on("deliveries").columns(["state", "recorded_at"]).execute();
}
