/** Shares out what is due by workspace, so that none waits for another's backlog. The cost of a statement depends on what it returns, not on the backlog. */
import { sql } from "kysely";
import type { Instant } from "../../model.ts";
import type { Queries } from "../dialect.ts";

/** The most messages in flight to a workspace: a little more than are sent at the usual pace between two checks. */
export const MOST_IN_WORKSPACE = 24;
/** The most workspaces that one statement visits, whether anything is due in them or not. */
const MOST_VISITED = 1_000;
/** How long a process has a workspace to itself after leasing messages there, in milliseconds: longer than it takes to send all of them. */
const TURN_MS = 30_000;

/**
 * The queues: which rows wait, and until when. Each has an index by platform, workspace and that instant. The state is a literal, not a
 * parameter, since SQLite uses a partial index only if the statement itself contains the condition.
 */
const QUEUES = {
  deliveries: { waiting: sql`state = 'pending'`, until: sql`send_at` },
  subscriptions: { waiting: sql`next_due_at is not null`, until: sql`next_due_at` },
};
export type Queue = keyof typeof QUEUES;

/** Takes the workspaces of each platform in turn. */
export interface Rounds {
  /** Returns the next workspaces in which something is due and for which `passes` is true, at most `limit`. */
  next(
    queries: Queries,
    platform: string,
    now: Instant,
    limit: number,
    passes?: (workspace: string) => boolean,
  ): Promise<readonly string[]>;
}

export function createRounds(queue: Queue): Rounds {
  /** The workspace that last had its turn, by platform. */
  const last = new Map<string, string | undefined>();
  return {
    async next(queries, platform, now, limit, passes = () => true) {
      const after = last.get(platform);
      const ahead = await visit(queries, queue, platform, after, now);
      const due = ahead.due.filter(passes);
      let end = ahead.end;
      if (end === undefined && after !== undefined && due.length < limit) {
        const anew = await visit(queries, queue, platform, undefined, now);
        const before = anew.due.filter((workspace) => passes(workspace) && !due.includes(workspace));
        due.push(...before);
        end = anew.end;
      }
      const taken = due.slice(0, limit);
      last.set(platform, due.length > limit ? taken.at(-1) : end);
      return taken;
    },
  };
}

/**
 * Steps through the index from one workspace to the next, however many rows each has. Returns the workspaces in which something is due, and as `end` the last
 * one visited if there may be more.
 */
async function visit(queries: Queries, queue: Queue, platform: string, after: string | undefined, now: Instant) {
  const { waiting, until } = QUEUES[queue];
  const rows = sql`${sql.table(queue)} where ${waiting} and platform = ${platform}`;
  const from = after === undefined ? sql`` : sql`and workspace > ${after}`;
  const { rows: visited } = await sql<{ readonly workspace: string; readonly due: number }>`
    with recursive steps(workspace, visited) as (
      select * from (select workspace, 1 from ${rows} ${from} order by workspace limit 1) as first
      union all
      select (select workspace from ${rows} and workspace > steps.workspace order by workspace limit 1), visited + 1
      from steps where workspace is not null and visited < ${sql.lit(MOST_VISITED)}
    )
    select workspace,
      case when exists (select 1 from ${rows} and workspace = steps.workspace and ${until} <= ${now}) then 1 else 0 end as due
    from steps where workspace is not null`.execute(queries);
  return {
    due: visited.filter(({ due }) => due === 1).map(({ workspace }) => workspace),
    end: visited.length < MOST_VISITED ? undefined : visited.at(-1)?.workspace,
  };
}

/**
 * Returns a function that tells how many more messages a process may lease in a workspace. It is none where another process is sending, so that the pace
 * there does not depend on the number of processes.
 */
export async function roomIn(
  queries: Queries,
  platform: string,
  leaseOwner: string,
  now: Instant,
): Promise<(workspace: string) => number> {
  const rows = await queries
    .selectFrom("deliveries")
    .select((row) => ["workspace", "lease_owner", row.fn.countAll<number>().as("count")])
    .where("state", "=", "sending")
    .where("platform", "=", platform)
    // Messages in doubt or left by dead processes must not block a workspace for long, nor must a start that a wrong clock recorded.
    .where("started_at", ">", now - TURN_MS)
    .where("started_at", "<", now + TURN_MS)
    .groupBy(["workspace", "lease_owner"])
    .execute();
  const room = new Map<string, number>();
  for (const { workspace, lease_owner, count } of rows) {
    const left = lease_owner === leaseOwner ? Math.max(0, MOST_IN_WORKSPACE - Number(count)) : 0;
    room.set(workspace, Math.min(left, room.get(workspace) ?? left));
  }
  return (workspace) => room.get(workspace) ?? MOST_IN_WORKSPACE;
}

/** Returns the keys of what has waited longest in each workspace, at most `share` for each. */
export async function longestWaiting(
  queries: Queries,
  [queue, key]: readonly ["deliveries", "key"] | readonly ["subscriptions", "id"],
  platform: string,
  shares: readonly { readonly workspace: string; readonly share: number }[],
  now: Instant,
): Promise<readonly string[]> {
  if (shares.length === 0) return [];
  const { waiting, until } = QUEUES[queue];
  const each = shares.map(
    ({ workspace, share }) => sql`select ${sql.ref(key)} as key from (select ${sql.ref(key)} from ${sql.table(queue)}
      where ${waiting} and platform = ${platform} and workspace = ${workspace} and ${until} <= ${now}
      order by ${until} limit ${share}) as share`,
  );
  const { rows } = await sql<{ readonly key: string }>`${sql.join(each, sql` union all `)}`.execute(queries);
  return rows.map((row) => row.key);
}
