import type { Selectable, Updateable } from "kysely";
import type { Inbox, InboxMessage, InboxRecord, Remembering } from "../answers/ports.ts";
import { INBOX_HOURS } from "../answers/retention.ts";
import type { Instant } from "../model.ts";
import { claim, isClaimed } from "./claims.ts";
import { createContexts } from "./contexts.ts";
import type { Database } from "./database.ts";
import type { Queries } from "./dialect.ts";
import { deleteInBatches } from "./expiry.ts";
import { createFeedback } from "./feedback.ts";
import { noteGap } from "./gaps.ts";
import { erasePerson } from "./privacy/erasing.ts";
import type { InboxTable } from "./schema.ts";
import { createSettings } from "./settings.ts";
import { addQuestionCounts } from "./stats/question-counts.ts";

export function createInbox(database: Database): Inbox {
  const { queries, dialect } = database;
  /** The messages of people who asked to be erased: what is needed to answer them is deleted last. */
  const erasing = new Set<string>();

  async function update(on: Queries, key: string, leaseOwner: string, values: Updateable<InboxTable>): Promise<boolean> {
    const { numUpdatedRows } = await on
      .updateTable("inbox")
      .set(values)
      .where("id", "=", key)
      .where("lease_owner", "=", leaseOwner)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0;
  }

  return {
    takeIn: (inbound, now, expires, leaseOwner) =>
      queries.transaction().execute(async (transaction) => {
        if (!(await claim(transaction, claimOf(inbound.id), now, expires))) return false;
        const values = {
          ...{ platform: inbound.place.platform, record: toText({ inbound }), received_at: now, send_at: now },
          ...{ attempts: 0, lease_owner: leaseOwner, heartbeat: 0 },
        };
        await transaction
          .insertInto("inbox")
          .values({ id: inbound.id, ...values })
          // Replaces a leftover with the same id that was not answered before its claim expired.
          .onConflict((conflict) => conflict.column("id").doUpdateSet(values))
          .execute();
        return true;
      }),

    decide: async (key, leaseOwner, answer, remembering, now) => {
      const saving = queries.transaction().execute(async (transaction) => {
        const isUpdated = await update(transaction, key, leaseOwner, { record: toText({ answer }) });
        if (isUpdated) await remember({ ...database, queries: transaction }, key, remembering, now);
        return isUpdated;
      });
      const isOurs = await saving.catch((error: unknown) => {
        if (error === OUTDATED) return "outdated" as const;
        throw error;
      });
      if (remembering.changes.some(({ kind }) => kind === "erase-person")) erasing.add(key);
      return isOurs;
    },

    saveProgress: async (key, leaseOwner, answer) => {
      await update(queries, key, leaseOwner, { record: toText({ answer }) });
    },

    postpone: async (key, leaseOwner, sendAt) => {
      await queries
        .updateTable("inbox")
        .set((row) => ({ lease_owner: null, send_at: sendAt, attempts: row("attempts", "+", 1) }))
        .where("id", "=", key)
        .where("lease_owner", "=", leaseOwner)
        .execute();
    },

    withdraw: async (key, now) => {
      const deleted = await queries.deleteFrom("inbox").where("id", "=", key).returning("lease_owner").executeTakeFirst();
      const wasTakenIn = deleted !== undefined || (await isClaimed(queries, claimOf(key), now));
      return { wasTakenIn, ...(deleted?.lease_owner != null && { leaseOwner: deleted.lease_owner }) };
    },

    finish: async (key, leaseOwner) => {
      await queries.deleteFrom("inbox").where("id", "=", key).where("lease_owner", "=", leaseOwner).execute();
      if (erasing.delete(key)) await dialect.forget();
    },

    leaseMessages: async (platforms, now, leaseOwner, limit) => {
      if (platforms.length === 0) return [];
      const ready = queries
        .selectFrom("inbox")
        .select("id")
        .where("lease_owner", "is", null)
        .where("platform", "in", platforms)
        .where("send_at", "<=", now)
        .orderBy("send_at")
        .limit(limit);
      const rows = await queries
        .updateTable("inbox")
        // The heartbeat changes with each lease: a process that saw an earlier lease of the same owner must not take this one for a stale one.
        .set((row) => ({ lease_owner: leaseOwner, heartbeat: row("heartbeat", "+", 1) }))
        .where("id", "in", dialect.skipLocked(ready))
        .where("lease_owner", "is", null)
        .returningAll()
        .execute();
      return rows.map(readRow);
    },

    messagesInFlight: async (platforms) => {
      if (platforms.length === 0) return [];
      const rows = await queries
        .selectFrom("inbox")
        .select(["id", "lease_owner", "heartbeat"])
        .where("lease_owner", "is not", null)
        .where("platform", "in", platforms)
        .execute();
      return rows.map(({ id, lease_owner, heartbeat }) => ({ key: id, leaseOwner: lease_owner ?? "", heartbeat }));
    },

    takeOverLease: async (seen, leaseOwner) => {
      const row = await queries
        .updateTable("inbox")
        .set({ lease_owner: leaseOwner, heartbeat: seen.heartbeat + 1 })
        .where("id", "=", seen.key)
        .where("lease_owner", "=", seen.leaseOwner)
        .where("heartbeat", "=", seen.heartbeat)
        .returningAll()
        .executeTakeFirst();
      return row && readRow(row);
    },

    heartbeat: async (keys, leaseOwner) => {
      if (keys.length === 0) return [];
      const held = await queries
        .updateTable("inbox")
        .set((row) => ({ heartbeat: row("heartbeat", "+", 1) }))
        .where("id", "in", keys)
        .where("lease_owner", "=", leaseOwner)
        .returning("id")
        .execute();
      return held.map(({ id }) => id);
    },
  };
}

/** Rolls back a transaction in which a command turned out to be decided on something that has changed since. */
const OUTDATED = new Error("outdated");

/** Returns the key by which a message is claimed. */
function claimOf(id: string): string {
  return `question:${id}`;
}

const INBOX_LIFETIME = INBOX_HOURS * 3_600_000;

/** Deletes messages that nobody will answer any more; returns how many. */
export function sweepInbox({ queries, dialect }: Database, now: Instant): Promise<number> {
  return deleteInBatches((limit) => {
    const old = queries
      .selectFrom("inbox")
      .select("id")
      .where("received_at", "<=", now - INBOX_LIFETIME)
      .limit(limit);
    return queries.deleteFrom("inbox").where("id", "in", dialect.skipLocked(old)).executeTakeFirstOrThrow();
  });
}

async function remember(database: Database, key: string, remembering: Remembering, now: Instant): Promise<void> {
  const { asker, changes, commanded = [], contexts, counts = [], gaps = [] } = remembering;
  for (const { change } of commanded) if (!(await change(database.queries))) throw OUTDATED;
  for (const change of changes) {
    switch (change.kind) {
      case "person-language":
        await createSettings(database).setPersonLanguage(asker, change.language);
        break;
      case "erase-person":
        await erasePerson(database, asker, key);
        break;
      case "feedback": {
        const { kind: _, ...feedback } = change;
        await createFeedback(database).addFeedback({ ...asker, ...feedback, at: now });
      }
    }
  }
  for (const gap of gaps) await noteGap(database.queries, asker, gap, now);
  const { remember: keep } = createContexts(database);
  for (const { thread, context, expires } of contexts) await keep(thread, context, asker, expires);
  await addQuestionCounts(database.queries, asker, counts);
}

/**
 * Turns a record into text without NUL characters. Neither database can store them, and an escaped one would reappear when the record is read. They are removed
 * from the values and not from the JSON text, in which "\u0000" may also be what somebody typed.
 */
function toText(record: InboxRecord): string {
  return JSON.stringify(record, (_, value: unknown) => (typeof value === "string" ? value.replaceAll("\0", "") : value));
}

function readRow({ id, record, received_at, attempts }: Selectable<InboxTable>): InboxMessage {
  return { key: id, record: JSON.parse(record), receivedAt: received_at, attempts };
}
