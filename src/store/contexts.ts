import { z } from "zod";
import type { Context } from "../model.ts";
import type { PersonKey, Store } from "../ports.ts";
import type { Database } from "./database.ts";
import type { Queries } from "./dialect.ts";
import { deleteInBatches } from "./expiry.ts";

/** Keeps unknown members, since `Context` may gain optional ones. */
const contextSchema: z.ZodType<Context> = z.looseObject({
  language: z.string(),
  entries: z.array(z.string()),
  outcome: z.enum(["answer", "choices", "unknown", "smalltalk", "command"]),
  matched: z.array(z.string()),
  confidence: z.number(),
  besides: z.array(z.string()).optional(),
  opened: z.boolean().optional(),
});

export function createContexts({ queries }: Database): Pick<Store, "context" | "remember" | "threadsExpiring"> {
  return {
    context: async (thread, now) => {
      const row = await queries
        .selectFrom("contexts")
        .select("context")
        .where("thread", "=", thread)
        .where("expires_at", ">", now)
        .executeTakeFirst();
      return row === undefined ? undefined : readContext(row.context);
    },

    threadsExpiring: async (platform, from, to, limit) => {
      const rows = await queries
        .selectFrom("contexts")
        .select("thread")
        .where("expires_at", ">", from)
        .where("expires_at", "<=", to)
        .where("platform", "=", platform)
        .orderBy("expires_at", "desc")
        .limit(limit)
        .execute();
      return rows.map(({ thread }) => thread);
    },

    remember: async (thread, context, owner, expires) => {
      const { platform, workspace, person } = owner;
      const values = { context: JSON.stringify(context), platform, workspace, person, expires_at: expires };
      await queries
        .insertInto("contexts")
        .values({ thread, ...values })
        .onConflict((conflict) => conflict.column("thread").doUpdateSet(values))
        .execute();
    },
  };
}

/** Reads a stored context. Returns undefined for one in another version's format: it would have expired within the hour anyway. */
function readContext(text: string): Context | undefined {
  return contextSchema.safeParse(JSON.parse(text)).data;
}

export async function eraseContexts(queries: Queries, { platform, workspace, person }: PersonKey): Promise<void> {
  await queries
    .deleteFrom("contexts")
    .where("platform", "=", platform)
    .$if(workspace !== "", (query) => query.where("workspace", "=", workspace))
    .where("person", "=", person)
    .execute();
}

/** Deletes expired contexts; returns how many. */
export function sweepContexts({ queries, dialect }: Database, now: number): Promise<number> {
  return deleteInBatches((limit) => {
    const expired = queries.selectFrom("contexts").select("thread").where("expires_at", "<=", now).limit(limit);
    return queries.deleteFrom("contexts").where("thread", "in", dialect.skipLocked(expired)).executeTakeFirstOrThrow();
  });
}
