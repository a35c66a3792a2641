import type { Kysely } from "kysely";

/** Creates the table of hand-offs: questions that were passed to a person. */
export async function handOffs({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("hand_offs")
    .addColumn("id", "text", (column) => column.notNull().primaryKey())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("workspace", "text", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("message", "text")
    .addColumn("asker", "text")
    .addColumn("address", "text")
    .addColumn("claimed_by", "text")
    .addColumn("texts", "text")
    .addColumn("record", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("next_at", "bigint")
    .addColumn("closed_at", "bigint")
    .addColumn("entry", "text")
    .execute();
  await schema.createIndex("hand_offs_by_next").on("hand_offs").columns(["platform", "next_at"]).execute();
  await schema
    .createIndex("hand_offs_by_thread")
    .on("hand_offs")
    .columns(["platform", "workspace", "channel", "message"])
    .execute();
  await schema.createIndex("hand_offs_by_asker").on("hand_offs").columns(["platform", "asker"]).execute();
  await schema.createIndex("hand_offs_by_claim").on("hand_offs").columns(["platform", "claimed_by"]).execute();
  await schema.createIndex("hand_offs_by_end").on("hand_offs").column("closed_at").execute();
  await schema.createIndex("hand_offs_by_entry").on("hand_offs").column("entry").execute();
}
