import { type Selectable, sql } from "kysely";
import type { Instant } from "../../model.ts";
import type { LeasedMessage } from "../../nudges/ports.ts";
import type { Database } from "../database.ts";
import type { Queries } from "../dialect.ts";
import type { DeliveriesTable } from "../schema.ts";
import { longestWaiting, type Rounds, roomIn } from "./shares.ts";

interface LeaseRequest {
  readonly platform: string;
  readonly now: Instant;
  readonly leaseOwner: string;
  readonly limit: number;
}

/** Messages sent longer ago than this do not delay the next one at any platform's pace, in milliseconds. */
const RECENT_MS = 2_000;

/** Leases the messages that have waited longest in each of the workspaces whose turn it is, with the same limit for each. */
export async function leaseOnPlatform(
  database: Database,
  rounds: Rounds,
  request: LeaseRequest,
): Promise<readonly LeasedMessage[]> {
  const { queries, dialect } = database;
  const { platform, now, leaseOwner, limit } = request;
  const seen = await roomIn(queries, platform, leaseOwner, now);
  const workspaces = await rounds.next(queries, platform, now, limit, (workspace) => seen(workspace) > 0);
  if (workspaces.length === 0) return [];
  return queries.transaction().execute(async (transaction) => {
    // Without this lock, two processes could lease messages in the same workspace at once without seeing each other.
    await dialect.takeTurns(transaction, [`lease ${platform}`]);
    const room = await roomIn(transaction, platform, leaseOwner, now);
    const most = Math.max(1, Math.floor(limit / workspaces.length));
    const shares = workspaces.map((workspace) => ({ workspace, share: Math.min(most, room(workspace)) }));
    const keys = await longestWaiting(transaction, ["deliveries", "key"], platform, shares, now);
    if (keys.length === 0) return [];
    const rows = await transaction
      .updateTable("deliveries")
      // The heartbeat changes with each lease: a process that saw an earlier lease of the same owner must not take this one for a stale one.
      .set((row) => ({
        state: "sending",
        lease_owner: leaseOwner,
        started_at: now,
        recorded_at: now,
        heartbeat: row("heartbeat", "+", 1),
      }))
      .where("key", "in", keys)
      // Somebody may have removed it meanwhile. `coalesce` keeps SQLite from using an index on the state, which would read all pending messages.
      .where(sql<boolean>`coalesce(state, '') = 'pending'`)
      .returningAll()
      .execute();
    return withLastSent(transaction, rows, now);
  });
}

/** Adds to each message when any process last sent to its workspace and to its channel. */
async function withLastSent(
  queries: Queries,
  rows: readonly Selectable<DeliveriesTable>[],
  now: Instant,
): Promise<readonly LeasedMessage[]> {
  const sent = await queries
    .selectFrom("deliveries")
    .select((row) => ["platform", "workspace", "channel", row.fn.max("recorded_at").as("at")])
    .where("recorded_at", ">", now - RECENT_MS)
    .where("state", "in", ["sent", "unknown"])
    .groupBy(["platform", "workspace", "channel"])
    .execute();
  return rows.map(({ started_at: _, ...row }) => {
    const inWorkspace = sent.filter(({ platform, workspace }) => platform === row.platform && workspace === row.workspace);
    const inChannel = inWorkspace.find(({ channel }) => channel === row.channel);
    const message = readMessage({ ...row, started_at: null });
    if (inWorkspace.length === 0) return message;
    const workspace = Math.max(...inWorkspace.map(({ at }) => Number(at)));
    return { ...message, lastSent: { workspace, ...(inChannel === undefined ? {} : { channel: Number(inChannel.at) }) } };
  });
}

export function readMessage(row: Selectable<DeliveriesTable>): LeasedMessage {
  const { key, kind, subscription, place, reply, item, step, due_at, send_at, started_at } = row;
  return {
    ...{ key, kind, place: JSON.parse(place), reply: JSON.parse(reply ?? "null"), dueAt: due_at, sendAt: send_at },
    ...(subscription === null ? {} : { subscription }),
    ...(item === null ? {} : { item }),
    ...(step === null ? {} : { step }),
    ...(started_at === null ? {} : { startedAt: started_at }),
  };
}
