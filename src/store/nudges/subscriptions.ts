import type { Selectable } from "kysely";
import type { NextLook, NudgeStore } from "../../nudges/ports.ts";
import type { Subscription } from "../../nudges/types.ts";
import type { PersonKey } from "../../ports.ts";
import type { Database } from "../database.ts";
import { type DatabaseDialect, inTransaction, type Queries } from "../dialect.ts";
import type { SubscriptionsTable } from "../schema.ts";
import { insertSkipped } from "./ledger.ts";

type Part = "saveSubscription" | "subscription" | "subscriptionsOf" | "changeSubscription" | "removeSubscription";

export function createSubscriptions({ queries, dialect }: Database): Pick<NudgeStore, Part> {
  return {
    saveSubscription: (subscription, nextLook) => writeSubscription(queries, subscription, nextLook),

    subscription: async (id) => {
      const row = await queries.selectFrom("subscriptions").selectAll().where("id", "=", id).executeTakeFirst();
      return row && { ...readSubscription(row), nextLook: readNextLook(row) };
    },

    subscriptionsOf: async ({ platform, workspace, channel, recipient }) => {
      const onPlatform = queries.selectFrom("subscriptions").selectAll().where("platform", "=", platform);
      const ofPlace =
        recipient === undefined
          ? onPlatform.where("workspace", "=", workspace).where("channel", "=", channel)
          : onPlatform.where("recipient", "=", recipient);
      const rows = await ofPlace.execute();
      return rows
        .map((row) => ({ ...readSubscription(row), nextLook: readNextLook(row) }))
        .sort((one, other) => one.createdAt - other.createdAt);
    },

    changeSubscription: (id, change) =>
      inTransaction(queries, async (transaction) => {
        const query = transaction.selectFrom("subscriptions").selectAll().where("id", "=", id);
        const row = await dialect.lock(query).executeTakeFirst();
        const changed = row && change(readSubscription(row), readNextLook(row));
        if (changed === undefined) return undefined;
        await writeSubscription(transaction, changed.subscription, changed.nextLook);
        await insertSkipped(transaction, changed.subscription, changed.skipped ?? [], changed.nextLook.lookedUntil);
        return changed.subscription;
      }),

    removeSubscription: (id, now) =>
      inTransaction(queries, async (transaction) => {
        await transaction.deleteFrom("subscriptions").where("id", "=", id).execute();
        await transaction
          .updateTable("deliveries")
          .set({ state: "skipped", reason: "paused", reply: null, recorded_at: now })
          .where("subscription", "=", id)
          .where("state", "=", "pending")
          .execute();
      }),
  };
}

export function readSubscription({ record }: Selectable<SubscriptionsTable>): Subscription {
  return JSON.parse(record);
}

function readNextLook({ looked_until, next_due_at }: Selectable<SubscriptionsTable>): NextLook {
  return { lookedUntil: looked_until, ...(next_due_at === null ? {} : { nextDueAt: next_due_at }) };
}

async function writeSubscription(queries: Queries, subscription: Subscription, nextLook: NextLook): Promise<void> {
  const { id, place, recipient, owner } = subscription;
  const values = {
    platform: place.platform,
    workspace: place.workspace,
    channel: place.channel,
    recipient: recipient?.person ?? null,
    owner: owner.person === "" ? null : owner.person,
    record: JSON.stringify(subscription),
    looked_until: nextLook.lookedUntil,
    next_due_at: nextLook.nextDueAt ?? null,
  };
  await queries
    .insertInto("subscriptions")
    .values({ id, ...values })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(values))
    .execute();
}

/**
 * Deletes the subscriptions and deliveries of a person's direct messages, in all workspaces. What the person set up for a channel stays, without the person.
 */
export async function eraseSubscriptions(
  queries: Queries,
  { platform, workspace, person }: PersonKey,
  dialect: Pick<DatabaseDialect, "lock">,
): Promise<void> {
  for (const table of ["subscriptions", "deliveries"] as const) {
    await queries.deleteFrom(table).where("platform", "=", platform).where("recipient", "=", person).execute();
  }
  const owned = queries
    .selectFrom("subscriptions")
    .selectAll()
    .where("platform", "=", platform)
    .$if(workspace !== "", (query) => query.where("workspace", "=", workspace))
    .where("owner", "=", person)
    .orderBy("id");
  const rows = await dialect.lock(owned).execute();
  for (const row of rows) {
    const { ownerName: _, ...subscription } = readSubscription(row);
    await writeSubscription(queries, { ...subscription, owner: { ...subscription.owner, person: "" } }, readNextLook(row));
  }
}
