import type { Kysely } from "kysely";

/** Creates the inbox, which keeps messages until they are answered, so that a crash or a restart loses no question. */
export async function inbox({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("inbox")
    .addColumn("id", "text", (column) => column.notNull().primaryKey())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("record", "text", (column) => column.notNull())
    .addColumn("received_at", "bigint", (column) => column.notNull())
    .addColumn("send_at", "bigint", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("lease_owner", "text")
    .addColumn("heartbeat", "integer", (column) => column.notNull())
    .execute();
}
