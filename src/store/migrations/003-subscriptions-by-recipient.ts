import type { Kysely } from "kysely";

/** Adds an index by recipient, since people manage their direct messages from any workspace. */
export async function subscriptionsByRecipient({ schema }: Kysely<unknown>): Promise<void> {
  await schema.createIndex("subscriptions_by_recipient").on("subscriptions").columns(["platform", "recipient"]).execute();
}
