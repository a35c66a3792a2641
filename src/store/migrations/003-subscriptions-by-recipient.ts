import type { Kysely } from "kysely";

/** People look after their own direct messages from whatever workspace they ask. */
export async function subscriptionsByRecipient({ schema }: Kysely<unknown>): Promise<void> {
  await schema.createIndex("subscriptions_by_recipient").on("subscriptions").columns(["platform", "recipient"]).execute();
}
