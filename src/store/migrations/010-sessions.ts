import type { Kysely } from "kysely";

/** Creates the tables of links to the admin page and of sessions. They hold only hashes, so that nobody can sign in with what is in the database. */
export async function sessions({ schema }: Kysely<unknown>): Promise<void> {
  for (const table of ["admin_links", "admin_sessions"]) {
    await schema
      .createTable(table)
      .addColumn("hash", "text", (column) => column.notNull().primaryKey())
      .addColumn("platform", "text")
      .addColumn("workspace", "text")
      .addColumn("actor", "text", (column) => column.notNull())
      .addColumn("expires_at", "bigint", (column) => column.notNull())
      .execute();
    await schema.createIndex(`${table}_by_expiry`).on(table).column("expires_at").execute();
  }
}
