import type { Place } from "../../model.ts";
import type { Quiz } from "../../nudges/types.ts";
import type { Queries } from "../dialect.ts";

export function readQuiz({ record }: { readonly record: string }): Quiz {
  return JSON.parse(record);
}

export async function insertQuiz(queries: Queries, quiz: Quiz, subscription: string | undefined): Promise<void> {
  const { id, item, question, closesAt, place: asked, ...rest } = quiz;
  // A quiz in direct messages is stored without its place: the result is shown at once, and the place would tell who answered.
  const place = asked?.private === true ? undefined : asked;
  const kept: Quiz = { id, item, question, closesAt, ...rest, ...(place === undefined ? {} : { place }) };
  await queries
    .insertInto("quizzes")
    .values({
      ...{ id, item, right_option: question.answer, record: JSON.stringify(kept), closes_at: closesAt },
      subscription: subscription ?? null,
      platform: place?.platform ?? null,
      workspace: place?.workspace ?? null,
      channel: place?.channel ?? null,
      result_due_at: place === undefined ? null : closesAt,
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}

/** Moves a quiz to the place to which its message is sent instead, so that its result is shown there too. */
export async function moveQuiz(queries: Queries, id: string, place: Place): Promise<void> {
  const row = await queries.selectFrom("quizzes").select("record").where("id", "=", id).executeTakeFirst();
  if (row === undefined) return;
  const quiz: Quiz = { ...readQuiz(row), place };
  const { platform, workspace, channel } = place;
  await queries
    .updateTable("quizzes")
    .set({ ...{ platform, workspace, channel }, record: JSON.stringify(quiz), result_due_at: quiz.closesAt })
    .where("id", "=", id)
    .execute();
}
