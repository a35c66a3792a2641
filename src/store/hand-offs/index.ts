import type { HandOffStore } from "../../hand-offs/ports.ts";
import type { HandOffChange } from "../../hand-offs/types.ts";
import type { Instant } from "../../model.ts";
import type { Database } from "../database.ts";
import { inTransaction, type Queries } from "../dialect.ts";
import { insertMessage } from "../nudges/ledger.ts";
import { readRow, rowOf } from "./rows.ts";

export function createHandOffStore(database: Database): HandOffStore {
  const { queries, dialect } = database;
  return {
    add: ({ handOff, messages }, now) =>
      queries.transaction().execute(async (transaction) => {
        const added = await transaction
          .insertInto("hand_offs")
          .values(rowOf(handOff))
          .onConflict((conflict) => conflict.column("id").doNothing())
          .returning("id")
          .executeTakeFirst();
        if (added === undefined) return false;
        for (const message of messages) await insertMessage(transaction, message, now);
        return true;
      }),

    handOff: async (id) => {
      const row = await queries.selectFrom("hand_offs").selectAll().where("id", "=", id).executeTakeFirst();
      return row && readRow(row);
    },

    inThread: async ({ platform, workspace, channel }, message) => {
      const row = await queries
        .selectFrom("hand_offs")
        .selectAll()
        .where("platform", "=", platform)
        .where("workspace", "=", workspace)
        .where("channel", "=", channel)
        .where("message", "=", message)
        .where("state", "!=", "closed")
        .executeTakeFirst();
      return row && readRow(row);
    },

    within: (transaction) => createHandOffStore({ ...database, queries: transaction as Queries }),

    change: (id, now, decide) =>
      inTransaction(queries, async (transaction) => {
        const row = await dialect.lock(transaction.selectFrom("hand_offs").selectAll().where("id", "=", id)).executeTakeFirst();
        const change = row && decide(readRow(row));
        if (change !== undefined) await keep(transaction, change, now);
      }),

    due: async (platform, now, limit) => {
      const rows = await queries
        .selectFrom("hand_offs")
        .select("id")
        .where("platform", "=", platform)
        .where("next_at", "<=", now)
        .orderBy("next_at")
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },

    awaitingEntries: async () => {
      const rows = await queries
        .selectFrom("hand_offs")
        .select(["id", "entry"])
        .where("entry", "is not", null)
        .where("asker", "is not", null)
        .execute();
      return rows.map(({ id, entry }) => ({ id, entry: entry ?? "" }));
    },
  };
}

async function keep(transaction: Queries, { handOff, messages, once }: HandOffChange, now: Instant): Promise<void> {
  let isNew = once !== true || messages.length === 0;
  for (const message of messages) isNew = (await insertMessage(transaction, message, now)) || isNew;
  if (!isNew) return;
  const { id, ...values } = rowOf(handOff);
  await transaction.updateTable("hand_offs").set(values).where("id", "=", id).execute();
}
