import { sql } from "kysely";
import type { PersonKey, Store } from "../ports.ts";
import type { Database } from "./database.ts";
import type { Queries } from "./dialect.ts";

export function createFeedback({ queries }: Database): Pick<Store, "addFeedback"> {
  return {
    addFeedback: async ({ platform, workspace, person, entry, language, helpful, reason, at }) => {
      await queries
        .insertInto("feedback")
        .values({
          platform,
          workspace,
          person,
          entry,
          language,
          helpful: helpful ? 1 : 0,
          // Neither database can store a NUL character; the rest of the text is worth keeping.
          reason: reason?.replaceAll("\0", "") ?? null,
          given_at: at,
        })
        .onConflict((conflict) =>
          conflict.columns(["platform", "workspace", "person", "entry", "language"]).doUpdateSet((row) => ({
            helpful: row.ref("excluded.helpful"),
            // A second press of the same button brings no reason, and must not remove an earlier one.
            reason: sql`case when excluded.helpful = feedback.helpful
              then coalesce(excluded.reason, feedback.reason) else excluded.reason end`,
            given_at: row.ref("excluded.given_at"),
          })),
        )
        .execute();
    },
  };
}

/** Erases a person from feedback. The opinion stays, without the person and without the reason, in which people may write about themselves. */
export async function eraseFeedback(queries: Queries, { platform, workspace, person }: PersonKey): Promise<void> {
  await queries
    .updateTable("feedback")
    .set({ person: null, reason: null })
    .where("platform", "=", platform)
    .$if(workspace !== "", (query) => query.where("workspace", "=", workspace))
    .where("person", "=", person)
    .execute();
}
