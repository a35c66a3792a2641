import type { Kysely } from "kysely";

/** Creates the audit trail: who changed what, and when. */
export async function audit({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("audit")
    .addColumn("id", "text", (column) => column.notNull().primaryKey())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("what", "text", (column) => column.notNull())
    .addColumn("detail", "text", (column) => column.notNull())
    .execute();
  await schema.createIndex("audit_by_workspace").on("audit").columns(["platform", "workspace", "at"]).execute();
}
