import { CompiledQuery, type KyselyPlugin } from "kysely";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { sweepRetained } from "../../src/store/privacy/retention.ts";
import { NOW } from "./rows.ts";

test("the hourly search for feedback to clean reads none that is clean already, however much of it there is", async () => {
  const database = await openDatabase({ dataDirectory: ":memory:" });
  const { queries } = database;
  const statements: CompiledQuery[] = [];
  const recorder: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      statements.push(queries.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const shorter = { platform: "test", workspace: "w", name: "retention.days", value: "30" };
  await queries.insertInto("workspace_settings").values(shorter).execute();
  await sweepRetained({ ...database, queries: queries.withPlugin(recorder) }, NOW);
  const plans: string[] = [];
  for (const { sql, parameters } of statements.filter((one) => one.sql.startsWith("update feedback"))) {
    const plan = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
    plans.push((await queries.executeQuery<{ detail: string }>(plan)).rows.map(({ detail }) => detail).join());
  }
  await database.close();
  const [ofAll, ofWorkspace, ...others] = plans;
  expect(others).toEqual([]);
  expect(ofAll).toContain("feedback_of_all_to_clean (given_at<?)");
  expect(ofWorkspace).toContain("feedback_to_clean (platform=? AND workspace=? AND given_at<?)");
});
