import type { Selectable } from "kysely";
import { isHandOffKey } from "../../hand-offs/keys.ts";
import type { Instant, Place } from "../../model.ts";
import type { LeasedMessage, LedgerLine, NudgeStore, OutgoingMessage, Settlement } from "../../nudges/ports.ts";
import type { Delivery, SkippedNudge, Subscription } from "../../nudges/types.ts";
import type { Database } from "../database.ts";
import type { Queries } from "../dialect.ts";
import type { DeliveriesTable } from "../schema.ts";
import { leaseOnPlatform, readMessage } from "./leasing.ts";
import { insertQuiz, moveQuiz } from "./quiz-records.ts";
import { createRounds } from "./shares.ts";

type Part = "addMessage" | "leaseMessages" | "messagesInFlight" | "takeOverLease" | "heartbeat" | "settle" | "ledger";

export function createLedger(database: Database): Pick<NudgeStore, Part> {
  const { queries } = database;
  const rounds = createRounds("deliveries");
  return {
    addMessage: (message, now, quiz) =>
      queries.transaction().execute(async (transaction) => {
        const added = await insertMessage(transaction, message, now);
        if (added && quiz !== undefined) await insertQuiz(transaction, quiz, message.subscription);
        return added;
      }),

    leaseMessages: async (platforms, now, leaseOwner, limit) => {
      const taken: LeasedMessage[] = [];
      for (const platform of platforms) {
        if (taken.length >= limit) break;
        const request = { platform, now, leaseOwner, limit: limit - taken.length };
        taken.push(...(await leaseOnPlatform(database, rounds, request)));
      }
      return taken;
    },

    messagesInFlight: async (platforms) => {
      if (platforms.length === 0) return [];
      const rows = await queries
        .selectFrom("deliveries")
        .select(["key", "lease_owner", "heartbeat"])
        .where("state", "=", "sending")
        .where("platform", "in", platforms)
        .execute();
      return rows.map(({ lease_owner, ...row }) => ({ ...row, leaseOwner: lease_owner ?? "" }));
    },

    takeOverLease: async (seen, leaseOwner) => {
      const row = await queries
        .updateTable("deliveries")
        .set({ lease_owner: leaseOwner, heartbeat: seen.heartbeat + 1 })
        .where("key", "=", seen.key)
        .where("state", "=", "sending")
        .where("lease_owner", "=", seen.leaseOwner)
        .where("heartbeat", "=", seen.heartbeat)
        .returningAll()
        .executeTakeFirst();
      return row && readMessage(row);
    },

    heartbeat: async (keys, leaseOwner) => {
      if (keys.length === 0) return [];
      const held = await queries
        .updateTable("deliveries")
        .set((row) => ({ heartbeat: row("heartbeat", "+", 1) }))
        .where("key", "in", keys)
        .where("state", "=", "sending")
        .where("lease_owner", "=", leaseOwner)
        .returning("key")
        .execute();
      return held.map(({ key }) => key);
    },

    settle: async (key, leaseOwner, settlement, now) => {
      const place = settlement.state === "pending" ? settlement.place : undefined;
      if (place === undefined) return settleOne(queries, key, leaseOwner, settlement, now);
      return queries.transaction().execute(async (transaction) => {
        const isSettled = await settleOne(transaction, key, leaseOwner, settlement, now);
        if (isSettled) await moveQuiz(transaction, key, place);
        return isSettled;
      });
    },

    ledger: async (subscription, limit) => {
      const rows = await queries
        .selectFrom("deliveries")
        .selectAll()
        .where("subscription", "=", subscription)
        .where("kind", "=", "nudge")
        .orderBy("due_at", "desc")
        .limit(limit)
        .execute();
      return rows.map(readLine);
    },
  };
}

async function settleOne(
  queries: Queries,
  ...[key, leaseOwner, settlement, now]: Parameters<NudgeStore["settle"]>
): Promise<boolean> {
  const { numUpdatedRows } = await queries
    .updateTable("deliveries")
    .set({ ...settledValues(settlement, now), ...(settlement.state === "pending" || !isHandOffKey(key) ? {} : NOWHERE) })
    .where("key", "=", key)
    .where("state", "=", "sending")
    .where("lease_owner", "=", leaseOwner)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0;
}

/** The values that erase the recipient from a hand-off's message once it is settled. Its key is enough to identify it. */
const NOWHERE = { channel: "", recipient: null, place: "{}" };

function settledValues(settlement: Settlement, now: Instant): Partial<Selectable<DeliveriesTable>> {
  const { state } = settlement;
  if (state !== "pending") {
    return { state, recorded_at: now, lease_owner: null, reply: null, reason: state === "skipped" ? settlement.reason : null };
  }
  const { place, sendAt } = settlement;
  return { state, recorded_at: now, send_at: sendAt, lease_owner: null, ...(place === undefined ? {} : placeValues(place)) };
}

function placeValues(place: Place) {
  const { platform, workspace, channel, recipient = null } = place;
  return { platform, workspace, channel, recipient, place: JSON.stringify(place) };
}

export function campaignOf(content: Subscription["content"]): string | null {
  return content.kind === "campaign" ? content.campaign : null;
}

/** Adds a message to the ledger. Returns false if its key is already there. */
export async function insertMessage(
  queries: Queries,
  message: OutgoingMessage,
  now: Instant,
  campaign: string | null = null,
): Promise<boolean> {
  const { key, kind, subscription = null, place, item = null, step = null, cause = null, reply, dueAt, sendAt } = message;
  return insertOnce(queries, now, {
    ...{ key, kind, subscription, item, step, campaign, cause, ...placeValues(place) },
    ...{ state: "pending", reason: null, reply: JSON.stringify(reply), due_at: dueAt, send_at: sendAt },
  });
}

/** Records occurrences that are not sent. */
export async function insertSkipped(
  queries: Queries,
  { id, place, content }: Subscription,
  skipped: readonly SkippedNudge[],
  now: Instant,
): Promise<void> {
  for (const { occurrence, reason } of skipped) {
    const { key, at, step = null } = occurrence;
    await insertOnce(queries, now, {
      ...{ key, kind: "nudge", subscription: id, item: null, step, campaign: campaignOf(content), ...placeValues(place) },
      ...{ state: "skipped", cause: null, reason, reply: null, due_at: at, send_at: at },
    });
  }
}

type NewDelivery = Omit<Selectable<DeliveriesTable>, "recorded_at" | "started_at" | "lease_owner" | "heartbeat">;

/** Inserts a delivery unless its key exists. Replaces one that was skipped at a time still to come, since a wrong clock decided that. */
async function insertOnce(queries: Queries, now: Instant, values: NewDelivery): Promise<boolean> {
  const row = { ...values, recorded_at: now };
  const won = await queries
    .insertInto("deliveries")
    .values({ ...row, started_at: null, lease_owner: null, heartbeat: 0 })
    .onConflict((conflict) =>
      conflict
        .column("key")
        .doUpdateSet(row)
        .where("deliveries.state", "=", "skipped")
        .where("deliveries.recorded_at", ">", now + CLOCK_DIFFERENCE),
    )
    .returning("key")
    .executeTakeFirst();
  return won !== undefined;
}

/** How much the clocks of replicas may differ, in milliseconds. */
export const CLOCK_DIFFERENCE = 60_000;

function readLine(row: Selectable<DeliveriesTable>): LedgerLine {
  const { key, subscription, place, state, reason, item, step, cause, due_at } = row;
  return {
    ...{ key, subscription: subscription ?? "", place: JSON.parse(place), state, at: due_at },
    ...(reason === null ? {} : { reason: reason as NonNullable<Delivery["reason"]> }),
    ...(item === null ? {} : { item }),
    ...(step === null ? {} : { step }),
    ...(cause === null ? {} : { cause }),
  };
}

/** Returns a record of the ledger for deciding: what is about to be sent counts as sent. */
export function deliveryOf(row: Selectable<DeliveriesTable>): Delivery {
  const { state, ...line } = readLine(row);
  return { ...line, outcome: state === "skipped" ? "skipped" : "sent" };
}
