import type { WorkspaceKey } from "../../ports.ts";
import type { CountedQuestion } from "../../stats/ports.ts";
import type { Queries } from "../dialect.ts";

const KEY = ["platform", "workspace", "day", "language", "area", "outcome"] as const;

/** Adds questions to the counts, inside the transaction that saves their answer. */
export async function addQuestionCounts(
  transaction: Queries,
  { platform, workspace }: WorkspaceKey,
  counted: readonly CountedQuestion[],
): Promise<void> {
  // Always in the same order, so that two concurrent answers cannot deadlock.
  const sorted = [...counted].sort((one, other) => one.area.localeCompare(other.area));
  for (const question of sorted) {
    await transaction
      .insertInto("question_counts")
      .values({ platform, workspace, ...question, count: 1 })
      .onConflict((conflict) =>
        conflict.columns([...KEY]).doUpdateSet((row) => ({ count: row("question_counts.count", "+", 1) })),
      )
      .execute();
  }
}
