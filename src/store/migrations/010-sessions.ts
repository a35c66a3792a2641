import type { Kysely } from "kysely";

/** Links to the admin page and the sessions they open: hashes alone, so that nobody signs in with what the database holds. */
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
