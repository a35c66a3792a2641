import { CompiledQuery, type KyselyPlugin, sql } from "kysely";
import { describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { sweepRetained } from "../../src/store/privacy/retention.ts";
import { DATABASE_FORMS } from "../store/database-forms.ts";
import { NOW } from "./rows.ts";

/** Far more than what is to be cleaned. PostgreSQL uses an index only if that is cheaper than reading the table. */
const CLEAN = 20_000;

describe.each(DATABASE_FORMS)("the hourly search for feedback to clean on $name", { timeout: 60_000 }, (form) => {
  test("reads none that is clean already, however much of it there is", async () => {
    const running = await form.start();
    const database = await openDatabase(await running.empty());
    try {
      const { queries } = database;
      await addCleanFeedback(database);
      const shorter = { platform: "test", workspace: "w", name: "retention.days", value: "30" };
      await queries.insertInto("workspace_settings").values(shorter).execute();
      const statements: CompiledQuery[] = [];
      const recorder: KyselyPlugin = {
        transformQuery: ({ node, queryId }) => {
          statements.push(queries.getExecutor().compileQuery(node, queryId));
          return node;
        },
        transformResult: async ({ result }) => result,
      };
      await sweepRetained({ ...database, queries: queries.withPlugin(recorder) }, NOW);
      const searches = statements.filter((one) => one.sql.startsWith("update feedback"));
      const plans = await Promise.all(searches.map((search) => planOf(database, search)));
      const [ofAll, ofWorkspace, ...others] = plans;
      expect(others).toEqual([]);
      if (form.name === "SQLite") {
        expect(ofAll).toContain("feedback_of_all_to_clean (given_at<?)");
        expect(ofWorkspace).toContain("feedback_to_clean (platform=? AND workspace=? AND given_at<?)");
      } else {
        // Neither index contains what is clean, so PostgreSQL may use either for a workspace.
        expect(ofAll).toMatch(/Index Scan (using|on) feedback_of_all_to_clean/);
        expect(ofWorkspace).toMatch(/Index Scan (using|on) feedback_(of_all_)?to_clean/);
        expect(plans.join()).not.toContain("Seq Scan");
      }
    } finally {
      await database.close();
      await running.stop();
    }
  });
});

async function addCleanFeedback({ queries }: Database): Promise<void> {
  const numbers = sql`with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${sql.lit(CLEAN)})`;
  await sql`insert into feedback (platform, workspace, person, entry, language, helpful, reason, given_at)
    ${numbers} select 'test', 'w', null, 'entry', 'en', 1, null, n from numbers`.execute(queries);
  await sql`analyze feedback`.execute(queries);
}

/** Returns how a database would carry out a statement, in its own words. */
async function planOf({ queries }: Database, { sql: statement, parameters }: CompiledQuery): Promise<string> {
  const isSqlite = !statement.includes("ctid");
  const explain = CompiledQuery.raw(`explain ${isSqlite ? "query plan " : ""}${statement}`, [...parameters]);
  const { rows } = await queries.executeQuery<Readonly<Record<string, unknown>>>(explain);
  return rows.map((row) => String(row.detail ?? row["QUERY PLAN"])).join("\n");
}
