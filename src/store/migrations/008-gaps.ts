import type { Kysely } from "kysely";

/** Creates the table of gaps: questions that found no answer, without who asked them. */
export async function gaps({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("gaps")
    .addColumn("id", "text", (column) => column.notNull().primaryKey())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("keeping", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("entry", "text")
    .addColumn("confidence", "double precision")
    .addColumn("asker", "text", (column) => column.notNull())
    .addColumn("month", "text", (column) => column.notNull())
    .addColumn("noted_at", "bigint", (column) => column.notNull())
    .addColumn("accepted", "text")
    .execute();
  await schema.createIndex("gaps_by_workspace").on("gaps").columns(["platform", "workspace", "noted_at"]).execute();
  await schema.createIndex("gaps_by_asker").on("gaps").columns(["platform", "asker"]).execute();
}
