import { type Selectable, sql } from "kysely";
import type { GradedAnswers, Score } from "../../nudges/content/quiz.ts";
import type { NudgeStore } from "../../nudges/ports.ts";
import type { NamedPerson, QuizAnswer } from "../../nudges/types.ts";
import type { PersonKey, WorkspaceKey } from "../../ports.ts";
import type { Database } from "../database.ts";
import type { Queries } from "../dialect.ts";
import type { Schema } from "../schema.ts";
import { participantName } from "./participants.ts";
import { readQuiz } from "./quiz-records.ts";

export function createAnswers({ queries }: Database): Pick<NudgeStore, "quizAnswer" | "saveAnswer" | "gradedAnswers" | "points"> {
  return {
    quizAnswer: async (quiz, participant) => {
      const row = await queries
        .selectFrom("quiz_answers")
        .selectAll()
        .where("quiz", "=", quiz)
        .where("participant", "=", participant)
        .executeTakeFirst();
      return row && readAnswer(row);
    },

    saveAnswer: async ({ quiz, participant, person, first, option, at }, previous, givenIn) => {
      if (previous === undefined) {
        const inserted = await queries
          .insertInto("quiz_answers")
          .values({
            ...{ quiz, participant, first_option: first, last_option: option, answered_at: at },
            point:
              person === undefined
                ? 0
                : sql<
                    0 | 1
                  >`coalesce((select case when right_option = ${first} then 1 else 0 end from quizzes where id = ${quiz}), 0)`,
            person: person === undefined ? null : JSON.stringify(person),
            ...{ platform: givenIn?.platform ?? null, workspace: givenIn?.workspace ?? null },
          })
          .onConflict((conflict) => conflict.columns(["quiz", "participant"]).doNothing())
          .returning("quiz")
          .executeTakeFirst();
        return inserted !== undefined;
      }
      const { numUpdatedRows } = await queries
        .updateTable("quiz_answers")
        .set({ last_option: option, answered_at: at })
        .where("quiz", "=", quiz)
        .where("participant", "=", participant)
        .where("last_option", "=", previous.option)
        .where("answered_at", "=", previous.at)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0;
    },

    gradedAnswers: (of) => readGraded(queries, of),

    points: (of, most) => readPoints(queries, of, most),
  };
}

/** Counts the points from an index only, and reads the names of only those who are shown: a person may have another name in another workspace. */
async function readPoints(queries: Queries, { platform, workspace }: WorkspaceKey, most: number): Promise<readonly Score[]> {
  const { rows } = await sql<{ readonly person: string; readonly points: number }>`
    select points, (select person from quiz_answers where participant = best.participant
      and platform = ${platform} and workspace = ${workspace} and person is not null order by answered_at desc limit 1) as person
    from (select participant, count(*) as points from quiz_answers
      where platform = ${platform} and workspace = ${workspace} and point = 1
      group by participant order by points desc, participant limit ${most}) as best
    order by points desc, participant`.execute(queries);
  return rows.map(({ person, points }) => ({ person: JSON.parse(person), points: Number(points) }));
}

export async function readAnswers(queries: Queries, quiz: string): Promise<readonly QuizAnswer[]> {
  return (await queries.selectFrom("quiz_answers").selectAll().where("quiz", "=", quiz).execute()).map(readAnswer);
}

export async function readGraded(queries: Queries, of: Parameters<NudgeStore["gradedAnswers"]>[0]): Promise<GradedAnswers> {
  const all = queries
    .selectFrom("quiz_answers")
    .innerJoin("quizzes", "quizzes.id", "quiz_answers.quiz")
    .selectAll("quiz_answers")
    .select("quizzes.record");
  const chosen =
    "participant" in of
      ? all.where("participant", "=", of.participant)
      : "subscription" in of
        ? all.where("subscription", "=", of.subscription)
        : all.where("quizzes.platform", "=", of.platform).where("quizzes.workspace", "=", of.workspace);
  return (await chosen.execute()).map((row) => ({ quiz: readQuiz(row), answer: readAnswer(row) }));
}

function readAnswer(row: Selectable<Schema["quiz_answers"]>): QuizAnswer {
  const { quiz, participant, person, first_option, last_option, answered_at } = row;
  const named = person === null ? {} : { person: JSON.parse(person) as NamedPerson };
  return { quiz, participant, ...named, first: first_option, option: last_option, at: answered_at };
}

/** Erases a person from quiz answers. The answers still count, but lead neither to the person nor to the same person's other answers. */
export async function eraseAnswers(queries: Queries, person: PersonKey): Promise<void> {
  const participant = await participantName(queries, person);
  await queries.deleteFrom("reviews").where("learner", "=", participant).execute();
  const answers = await queries.selectFrom("quiz_answers").select("quiz").where("participant", "=", participant).execute();
  for (const { quiz } of answers) {
    const nobody = `erased ${crypto.randomUUID()}`;
    await queries
      .updateTable("quiz_answers")
      .set({ participant: nobody, person: null, point: 0 })
      .where("quiz", "=", quiz)
      .where("participant", "=", participant)
      .execute();
  }
}
