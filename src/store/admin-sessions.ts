import type { Insertable, Selectable } from "kysely";
import type { AdminGrant, AdminSessionStore } from "../admin-page/ports.ts";
import type { PersonKey } from "../ports.ts";
import type { Database } from "./database.ts";
import type { Queries } from "./dialect.ts";
import { deleteInBatches } from "./expiry.ts";
import type { AdminGrantsTable } from "./schema.ts";

const TABLES = ["admin_links", "admin_sessions"] as const;

export function createAdminSessions({ queries }: Database): AdminSessionStore {
  return {
    addLink: async (hash, grant, expires) => {
      await queries
        .insertInto("admin_links")
        .values(rowOf(hash, grant, expires))
        .execute();
    },

    useLink: (linkHash, sessionHash, now, expires) =>
      queries.transaction().execute(async (transaction) => {
        // One statement, so that only one of two concurrent uses finds the link.
        const link = await transaction
          .deleteFrom("admin_links")
          .where("hash", "=", linkHash)
          .where("expires_at", ">", now)
          .returningAll()
          .executeTakeFirst();
        if (link === undefined) return undefined;
        const grant = grantOf(link);
        await transaction
          .insertInto("admin_sessions")
          .values(rowOf(sessionHash, grant, expires))
          .execute();
        return grant;
      }),

    session: async (hash, now) => {
      const row = await queries
        .selectFrom("admin_sessions")
        .selectAll()
        .where("hash", "=", hash)
        .where("expires_at", ">", now)
        .executeTakeFirst();
      return row && grantOf(row);
    },

    removeSession: async (hash) => {
      await queries.deleteFrom("admin_sessions").where("hash", "=", hash).execute();
    },
  };
}

function rowOf(hash: string, { scope, actor }: AdminGrant, expires_at: number): Insertable<AdminGrantsTable> {
  return { hash, platform: scope?.platform ?? null, workspace: scope?.workspace ?? null, actor, expires_at };
}

function grantOf({ platform, workspace, actor }: Selectable<AdminGrantsTable>): AdminGrant {
  return { actor, scope: platform === null || workspace === null ? undefined : { platform, workspace } };
}

/** Ends a person's sessions, and deletes the person's links. */
export async function eraseAdminSessions(queries: Queries, { platform, workspace, person }: PersonKey): Promise<void> {
  for (const table of TABLES) {
    await queries
      .deleteFrom(table)
      .where("platform", "=", platform)
      .$if(workspace !== "", (query) => query.where("workspace", "=", workspace))
      .where("actor", "=", person)
      .execute();
  }
}

/** Deletes expired links and sessions; returns how many. */
export async function sweepAdminSessions({ queries, dialect }: Database, now: number): Promise<number> {
  let total = 0;
  for (const table of TABLES) {
    total += await deleteInBatches((limit) => {
      const expired = queries.selectFrom(table).select("hash").where("expires_at", "<=", now).limit(limit);
      return queries.deleteFrom(table).where("hash", "in", dialect.skipLocked(expired)).executeTakeFirstOrThrow();
    });
  }
  return total;
}
