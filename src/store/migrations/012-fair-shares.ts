import { type Kysely, sql } from "kysely";

/** What waits and what is in flight, by workspace, so that it is shared out fairly: small indexes, whatever the ledger holds. And what was settled, by time. */
export async function fairShares({ schema }: Kysely<unknown>): Promise<void> {
  await schema.dropIndex("deliveries_by_state").execute();
  await schema
    .createIndex("deliveries_waiting")
    .on("deliveries")
    .columns(["platform", "workspace", "send_at"])
    .where(sql.ref("state"), "=", sql.lit("pending"))
    .execute();
  await schema
    .createIndex("deliveries_in_flight")
    .on("deliveries")
    .columns(["platform", "workspace"])
    .where(sql.ref("state"), "=", sql.lit("sending"))
    .execute();
  await schema.createIndex("deliveries_by_instant").on("deliveries").columns(["recorded_at", "state"]).execute();
  await schema
    .createIndex("subscriptions_by_workspace")
    .on("subscriptions")
    .columns(["platform", "workspace", "next_due_at"])
    .execute();
}
