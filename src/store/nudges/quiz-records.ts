import type { Quiz } from "../../nudges/types.ts";
import type { Queries } from "../database.ts";

export function readQuiz({ record }: { readonly record: string }): Quiz {
  return JSON.parse(record);
}

export async function insertQuiz(queries: Queries, quiz: Quiz, subscription: string | undefined): Promise<void> {
  const { id, item, question, place, closesAt } = quiz;
  // Alone, one learns at once how it went.
  const showsResult = place !== undefined && !place.private;
  await queries
    .insertInto("quizzes")
    .values({
      ...{ id, item, right_option: question.answer, record: JSON.stringify(quiz), subscription: subscription ?? null },
      platform: place?.platform ?? null,
      workspace: place?.workspace ?? null,
      channel: place?.channel ?? null,
      result_due_at: showsResult ? closesAt : null,
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}
