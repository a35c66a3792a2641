import type { NudgeStore } from "../../nudges/ports.ts";
import type { Quiz } from "../../nudges/types.ts";
import type { Database } from "../database.ts";
import type { Queries } from "../dialect.ts";
import { readAnswers } from "./answers.ts";
import { insertMessage } from "./ledger.ts";
import { insertQuiz, readQuiz } from "./quiz-records.ts";
import { placeLearner, readReview, writeReview } from "./reviews.ts";

export function createQuizzes({ queries, dialect }: Database): Pick<NudgeStore, "addQuiz" | "quiz" | "closeQuizzes"> {
  return {
    addQuiz: (quiz) => insertQuiz(queries, quiz, undefined),

    quiz: async (id) => {
      const row = await queries.selectFrom("quizzes").select("record").where("id", "=", id).executeTakeFirst();
      return row && readQuiz(row);
    },

    closeQuizzes: async (platforms, now, limit, close) => {
      if (platforms.length === 0) return 0;
      return queries.transaction().execute(async (transaction) => {
        const closed = transaction
          .selectFrom("quizzes")
          .select(["record", "subscription"])
          .where("platform", "in", platforms)
          .where("result_due_at", "<=", now)
          .limit(limit);
        const rows = await dialect.skipLocked(closed).execute();
        for (const row of rows) {
          const quiz = readQuiz(row);
          const learner = quiz.place && placeLearner(quiz.place);
          const { subscription } = row;
          const before = learner === undefined ? undefined : await readReview(transaction, learner, quiz.item);
          const answers = await readAnswers(transaction, quiz.id);
          const ofSubscription = subscription === null ? {} : { subscription };
          const { message, review } = close({ quiz, answers, review: before, ...ofSubscription });
          if (message !== undefined && (await wasSeen(transaction, quiz, answers.length)))
            await insertMessage(transaction, message, now);
          if (learner !== undefined) await writeReview(transaction, { learner, item: quiz.item }, review, quiz.place);
          await transaction.updateTable("quizzes").set({ result_due_at: null }).where("id", "=", quiz.id).execute();
        }
        return rows.length;
      });
    },
  };
}

/** Returns whether a quiz reached its place. If it did not, no result is sent. */
async function wasSeen(queries: Queries, { id }: Quiz, answers: number): Promise<boolean> {
  const row = await queries.selectFrom("deliveries").select("state").where("key", "=", id).executeTakeFirst();
  return row?.state === "sent" || answers > 0;
}
