import type { Kysely } from "kysely";

export async function nudges(queries: Kysely<unknown>): Promise<void> {
  const { schema } = queries;

  await schema
    .createTable("subscriptions")
    .addColumn("id", "text", (column) => column.notNull().primaryKey())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("recipient", "text")
    .addColumn("owner", "text")
    .addColumn("record", "text", (column) => column.notNull())
    .addColumn("looked_until", "bigint", (column) => column.notNull())
    .addColumn("next_due_at", "bigint")
    .execute();
  await schema.createIndex("subscriptions_by_due").on("subscriptions").columns(["platform", "next_due_at"]).execute();
  await schema.createIndex("subscriptions_by_look").on("subscriptions").columns(["platform", "looked_until"]).execute();
  await schema.createIndex("subscriptions_by_place").on("subscriptions").columns(["platform", "workspace", "channel"]).execute();
  await schema.createIndex("subscriptions_by_owner").on("subscriptions").columns(["platform", "workspace", "owner"]).execute();

  await schema
    .createTable("deliveries")
    .addColumn("key", "text", (column) => column.notNull().primaryKey())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("subscription", "text")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("place", "text", (column) => column.notNull())
    .addColumn("recipient", "text")
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("item", "text")
    .addColumn("step", "text")
    .addColumn("reply", "text")
    .addColumn("due_at", "bigint", (column) => column.notNull())
    .addColumn("send_at", "bigint", (column) => column.notNull())
    .addColumn("recorded_at", "bigint", (column) => column.notNull())
    .addColumn("started_at", "bigint")
    .addColumn("holder", "text")
    .addColumn("beat", "integer", (column) => column.notNull())
    .execute();
  await schema.createIndex("deliveries_by_state").on("deliveries").columns(["state", "platform", "send_at"]).execute();
  await schema
    .createIndex("deliveries_by_place")
    .on("deliveries")
    .columns(["platform", "workspace", "channel", "recorded_at"])
    .execute();
  await schema.createIndex("deliveries_by_subscription").on("deliveries").columns(["subscription", "due_at"]).execute();

  await schema
    .createTable("quizzes")
    .addColumn("id", "text", (column) => column.notNull().primaryKey())
    .addColumn("subscription", "text")
    .addColumn("platform", "text")
    .addColumn("workspace", "text")
    .addColumn("channel", "text")
    .addColumn("item", "text", (column) => column.notNull())
    .addColumn("right_option", "integer", (column) => column.notNull())
    .addColumn("record", "text", (column) => column.notNull())
    .addColumn("result_due_at", "bigint")
    .execute();
  await schema.createIndex("quizzes_by_result").on("quizzes").columns(["platform", "result_due_at"]).execute();
  await schema.createIndex("quizzes_by_place").on("quizzes").columns(["platform", "workspace", "channel"]).execute();
  await schema.createIndex("quizzes_by_subscription").on("quizzes").column("subscription").execute();

  await schema
    .createTable("quiz_answers")
    .addColumn("quiz", "text", (column) => column.notNull())
    .addColumn("participant", "text", (column) => column.notNull())
    .addColumn("person", "text")
    .addColumn("first_option", "integer", (column) => column.notNull())
    .addColumn("last_option", "integer", (column) => column.notNull())
    .addColumn("answered_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("quiz_answers_key", ["quiz", "participant"])
    .execute();
  await schema.createIndex("quiz_answers_by_participant").on("quiz_answers").column("participant").execute();

  await schema
    .createTable("reviews")
    .addColumn("learner", "text", (column) => column.notNull())
    .addColumn("item", "text", (column) => column.notNull())
    .addColumn("rung", "integer", (column) => column.notNull())
    .addColumn("due_on", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("reviews_key", ["learner", "item"])
    .execute();
}
