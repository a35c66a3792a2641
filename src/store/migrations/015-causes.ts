import type { Kysely } from "kysely";

/** Records which command sent a step of a campaign, so that a command that is answered again after a crash does not send the next step as well. */
export async function causes({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable("deliveries").addColumn("cause", "text").execute();
}
