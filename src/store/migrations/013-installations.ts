import type { Kysely } from "kysely";

/** Creates the tables of a platform app's installations, with their encrypted tokens, and of the workspaces that each of them serves. */
export async function installations({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("installations")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("sealed", "text")
    .addColumn("version", "bigint", (column) => column.notNull())
    .addColumn("installed_at", "bigint", (column) => column.notNull())
    .addColumn("leased_until", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("installations_key", ["platform", "id"])
    .execute();
  await schema
    .createTable("installed_workspaces")
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("installation", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("installed_workspaces_key", ["platform", "workspace"])
    .execute();
  await schema
    .createIndex("installed_workspaces_by_installation")
    .on("installed_workspaces")
    .columns(["platform", "installation"])
    .execute();
}
