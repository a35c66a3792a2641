import type { Store } from "../ports.ts";
import type { Database } from "./database.ts";
import { deleteInBatches } from "./expiry.ts";

export function createClaims({ queries }: Database): Pick<Store, "claim"> {
  return {
    // One statement, so that of all who call at once, in whatever process, the database lets one through.
    claim: async (key, now, expires) => {
      const won = await queries
        .insertInto("claims")
        .values({ key, expires_at: expires })
        .onConflict((conflict) =>
          conflict.column("key").doUpdateSet({ expires_at: expires }).where("claims.expires_at", "<=", now),
        )
        .returning("key")
        .executeTakeFirst();
      return won !== undefined;
    },
  };
}

/** Deletes the claims that expired; returns how many. */
export function sweepClaims({ queries, dialect }: Database, now: number): Promise<number> {
  return deleteInBatches((limit) => {
    const expired = queries.selectFrom("claims").select("key").where("expires_at", "<=", now).limit(limit);
    return queries.deleteFrom("claims").where("key", "in", dialect.skipLocked(expired)).executeTakeFirstOrThrow();
  });
}
