import { sql } from "kysely";
import type { AnswerCount, OpinionCount, QuestionOutcome, Scope, Span, StatsStore } from "../../stats/ports.ts";
import type { Database } from "../database.ts";
import type { Queries } from "../dialect.ts";

/** Creates the statistics, which are counted in the database, over rows that an index finds by workspace and time. */
export function createStatsStore({ queries }: Database): StatsStore {
  return {
    questions: async (scope, { first, last }, by) => {
      const rows = await queries
        .selectFrom("question_counts")
        .select((row) => [row.ref(by).as("name"), "outcome", row.fn.sum<number>("count").as("count")])
        .where(ofScope("question_counts", scope))
        .where("day", ">=", first)
        .where("day", "<=", last)
        .groupBy([by, "outcome"])
        .orderBy(by)
        .execute();
      return rows.map(({ name, outcome, count }) => ({ name, outcome: outcome as QuestionOutcome, count: Number(count) }));
    },

    opinions: async (scope, span) => {
      const row = await opinions(queries, scope, span).executeTakeFirstOrThrow();
      return opinionCount(row);
    },

    opinionsBy: async (scope, span, by) => {
      const rows = await opinions(queries, scope, span)
        .select((row) => row.ref(by).as("name"))
        .groupBy(by)
        .orderBy(by)
        .execute();
      return rows.map(({ name, ...row }) => ({ name, ...opinionCount(row) }));
    },

    delivered: async (scope, span) => {
      const row = await sent(queries, scope, span)
        .select((each) => each.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },

    quizAnswers: async (scope, span) => {
      const row = await answers(queries, scope, span).executeTakeFirstOrThrow();
      return answerCount(row);
    },

    campaigns: async (scope, span) => {
      const delivered = await sent(queries, scope, span)
        .where("campaign", "is not", null)
        .select((row) => [
          "campaign",
          row.fn.countAll<number>().as("delivered"),
          sql<number>`count(distinct case when recipient is null then channel end)`.as("channels"),
          sql<number>`count(distinct recipient)`.as("recipients"),
        ])
        .groupBy("campaign")
        .orderBy("campaign")
        .execute();
      if (delivered.length === 0) return [];
      const answered = await answers(queries, scope, span)
        .where("campaign", "is not", null)
        .select("campaign")
        .groupBy("campaign")
        .execute();
      return delivered.map(({ campaign, ...row }) => ({
        campaign: campaign ?? "",
        delivered: Number(row.delivered),
        channels: Number(row.channels),
        recipients: Number(row.recipients),
        quiz: answerCount(answered.find((one) => one.campaign === campaign) ?? { answers: 0, right: 0, people: 0 }),
      }));
    },

    openHandOffs: async (scope) => {
      const row = await queries
        .selectFrom("hand_offs")
        .select((each) => each.fn.countAll<number>().as("count"))
        .where(ofScope("hand_offs", scope))
        .where("state", "!=", "closed")
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },

    workspaces: () =>
      queries
        .selectFrom("question_counts")
        .select(["platform", "workspace"])
        .union(queries.selectFrom("subscriptions").select(["platform", "workspace"]))
        .union(queries.selectFrom("workspace_settings").select(["platform", "workspace"]).where("platform", "!=", ""))
        .orderBy("platform")
        .orderBy("workspace")
        .execute(),

    queueSizes: async () => {
      const all = (row: { readonly count: number }) => Number(row.count);
      const inbox = queries.selectFrom("inbox").select((row) => row.fn.countAll<number>().as("count"));
      const deliveries = queries.selectFrom("deliveries").select((row) => row.fn.countAll<number>().as("count"));
      return {
        inbox: all(await inbox.executeTakeFirstOrThrow()),
        pending: all(await deliveries.where("state", "=", "pending").executeTakeFirstOrThrow()),
        sending: all(await deliveries.where("state", "=", "sending").executeTakeFirstOrThrow()),
      };
    },
  };
}

/** Returns the condition for rows of one workspace, or of all. */
function ofScope(table: "question_counts" | "feedback" | "deliveries" | "hand_offs", scope: Scope) {
  if (scope === undefined) return sql<boolean>`1 = 1`;
  return sql<boolean>`${sql.ref(`${table}.platform`)} = ${scope.platform} and ${sql.ref(`${table}.workspace`)} = ${scope.workspace}`;
}

function opinions(queries: Queries, scope: Scope, { from, to }: Span) {
  return queries
    .selectFrom("feedback")
    .select((row) => [
      row.fn.countAll<number>().as("all"),
      row.fn.sum<number | null>("helpful").as("helpful"),
      // The same id on another platform is somebody else.
      sql<number>`count(distinct case when person is not null then platform || ':' || person end)`.as("people"),
    ])
    .where(ofScope("feedback", scope))
    .where("given_at", ">=", from)
    .where("given_at", "<", to);
}

function opinionCount(row: { all: number; helpful: number | null; people: number }): OpinionCount {
  const helpful = Number(row.helpful ?? 0);
  return { helpful, unhelpful: Number(row.all) - helpful, people: Number(row.people) };
}

/** Selects the nudges and quizzes that were sent, without results, reports and hand-offs. */
function sent(queries: Queries, scope: Scope, { from, to }: Span) {
  return queries
    .selectFrom("deliveries")
    .where(ofScope("deliveries", scope))
    .where("state", "=", "sent")
    .where("recorded_at", ">=", from)
    .where("recorded_at", "<", to)
    .where("kind", "in", ["nudge", "quiz"]);
}

/** Counts the answers to the quizzes that were sent. The id of a quiz is the key of its message. */
function answers(queries: Queries, scope: Scope, span: Span) {
  return sent(queries, scope, span)
    .innerJoin("quizzes", "quizzes.id", "deliveries.key")
    .innerJoin("quiz_answers", "quiz_answers.quiz", "deliveries.key")
    .select((row) => [
      row.fn.countAll<number>().as("answers"),
      sql<number | null>`sum(case when last_option = right_option then 1 else 0 end)`.as("right"),
      row.fn.count<number>("participant").distinct().as("people"),
    ]);
}

function answerCount(row: { answers: number; right: number | null; people: number }): AnswerCount {
  return { answers: Number(row.answers), right: Number(row.right ?? 0), people: Number(row.people) };
}
