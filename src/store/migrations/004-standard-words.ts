import type { Kysely } from "kysely";

type Tables = {
  readonly subscriptions: { readonly id: string; readonly record: string };
  readonly deliveries: { readonly state: string };
};

/** Renames columns, states and fields of records to the names that the code uses now. */
export async function standardWords(queries: Kysely<unknown>): Promise<void> {
  await queries.schema.alterTable("deliveries").renameColumn("holder", "lease_owner").execute();
  await queries.schema.alterTable("deliveries").renameColumn("beat", "heartbeat").execute();
  const tables = queries.withTables<Tables>();
  await tables.updateTable("deliveries").set({ state: "pending" }).where("state", "=", "claimed").execute();
  for (const { id, record } of await tables.selectFrom("subscriptions").selectAll().execute()) {
    const { timetable, manners, ...rest } = JSON.parse(record);
    const renamed = JSON.stringify({ ...rest, schedule: timetable, sendPolicy: manners });
    await tables.updateTable("subscriptions").set({ record: renamed }).where("id", "=", id).execute();
  }
}
