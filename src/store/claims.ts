import { createHash } from "node:crypto";
import type { Instant } from "../model.ts";
import type { Database } from "./database.ts";
import type { Queries } from "./dialect.ts";
import { deleteInBatches } from "./expiry.ts";

/**
 * Returns true only for the first caller with a key, until the claim expires, across restarts and replicas. It is a single statement, so that the database
 * lets only one of several concurrent callers through, in all processes. Only a hash of the key is stored, since the key may name a person.
 */
export async function claim(queries: Queries, key: string, now: Instant, expires: Instant): Promise<boolean> {
  const won = await queries
    .insertInto("claims")
    .values({ key: fingerprint(key), expires_at: expires })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ expires_at: expires }).where("claims.expires_at", "<=", now))
    .returning("key")
    .executeTakeFirst();
  return won !== undefined;
}

/** Returns whether a key is claimed and the claim has not expired. */
export async function isClaimed(queries: Queries, key: string, now: Instant): Promise<boolean> {
  const found = await queries
    .selectFrom("claims")
    .select("key")
    .where("key", "=", fingerprint(key))
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return found !== undefined;
}

function fingerprint(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}

/** Deletes expired claims; returns how many. */
export function sweepClaims({ queries, dialect }: Database, now: number): Promise<number> {
  return deleteInBatches((limit) => {
    const expired = queries.selectFrom("claims").select("key").where("expires_at", "<=", now).limit(limit);
    return queries.deleteFrom("claims").where("key", "in", dialect.skipLocked(expired)).executeTakeFirstOrThrow();
  });
}
