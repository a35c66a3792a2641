import type { Kysely } from "kysely";

/** Adds which command a message was sent for, so that a command that is answered again after a crash does not send the next step of a campaign too. */
export async function causes({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable("deliveries").addColumn("cause", "text").execute();
}
