import type { Kysely } from "kysely";

export async function claimsContextsSettingsFeedback(queries: Kysely<unknown>): Promise<void> {
  const { schema } = queries;

  await schema
    .createTable("claims")
    .addColumn("key", "text", (column) => column.notNull().primaryKey())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .execute();
  await schema.createIndex("claims_by_expiry").on("claims").column("expires_at").execute();

  await schema
    .createTable("contexts")
    .addColumn("thread", "text", (column) => column.notNull().primaryKey())
    .addColumn("context", "text", (column) => column.notNull())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("person", "text", (column) => column.notNull())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .execute();
  await schema.createIndex("contexts_by_expiry").on("contexts").column("expires_at").execute();
  await schema.createIndex("contexts_by_owner").on("contexts").columns(["platform", "workspace", "person"]).execute();

  await schema
    .createTable("person_settings")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("person", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("value", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("person_settings_key", ["platform", "workspace", "person", "name"])
    .execute();

  await schema
    .createTable("workspace_settings")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("value", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("workspace_settings_key", ["platform", "workspace", "name"])
    .execute();

  await schema
    .createTable("feedback")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("person", "text")
    .addColumn("entry", "text", (column) => column.notNull())
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("helpful", "integer", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("given_at", "bigint", (column) => column.notNull())
    .execute();
  // Not a primary key, since erased people's opinions have no person, and two of them must not count as equal.
  await schema
    .createIndex("feedback_by_person")
    .unique()
    .on("feedback")
    .columns(["platform", "workspace", "person", "entry", "language"])
    .execute();
}
