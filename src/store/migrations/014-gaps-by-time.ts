import type { Kysely } from "kysely";

/** Adds an index by time, since the latest gaps of all workspaces are read a page at a time. */
export async function gapsByTime({ schema }: Kysely<unknown>): Promise<void> {
  await schema.createIndex("gaps_by_time").on("gaps").columns(["noted_at", "id"]).execute();
}
