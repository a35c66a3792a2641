import { sql } from "kysely";
import type { Instant, Place } from "../../model.ts";
import { RECENT_MS } from "../../nudges/decide/due.ts";
import type { DueSubscription, NudgeStore, PlaceFacts } from "../../nudges/ports.ts";
import type { Subscription } from "../../nudges/types.ts";
import type { Database } from "../database.ts";
import type { Queries } from "../dialect.ts";
import { readGraded } from "./answers.ts";
import { CLOCK_DIFFERENCE, campaignOf, deliveryOf, insertMessage, insertSkipped } from "./ledger.ts";
import { insertQuiz } from "./quiz-records.ts";
import { learnerOf, readReviews } from "./reviews.ts";
import { createRounds, longestWaiting } from "./shares.ts";
import { readSubscription } from "./subscriptions.ts";

export function createDue({ queries, dialect }: Database): Pick<NudgeStore, "decideDue" | "facts"> {
  const rounds = createRounds("subscriptions");

  /** Returns at most `limit` subscriptions that are due in the workspaces whose turn it is. */
  async function inTurn(transaction: Queries, platform: string, now: Instant, limit: number) {
    const workspaces = await rounds.next(transaction, platform, now, limit);
    const share = Math.max(1, Math.floor(limit / workspaces.length));
    const shares = workspaces.map((workspace) => ({ workspace, share }));
    const ids = await longestWaiting(transaction, ["subscriptions", "id"], platform, shares, now);
    if (ids.length === 0) return [];
    const query = transaction.selectFrom("subscriptions").selectAll().where("id", "in", ids).where("next_due_at", "<=", now);
    return dialect.skipLocked(query).execute();
  }

  return {
    facts: (subscription, now) => readFacts(queries, subscription, now),

    decideDue: async (platforms, now, limit, decide) => {
      let decided = 0;
      for (const platform of platforms) {
        decided += await queries.transaction().execute(async (transaction) => {
          const due = transaction.selectFrom("subscriptions").selectAll().where("platform", "=", platform).limit(limit);
          const fallen = await dialect.skipLocked(due.where("next_due_at", "<=", now).orderBy("next_due_at")).execute();
          // Subscriptions that were looked at while the clock was ahead: what was passed over may still fall due.
          const ahead = await dialect.skipLocked(due.where("looked_until", ">", now + CLOCK_DIFFERENCE)).execute();
          const turns = fallen.length < limit ? [] : await inTurn(transaction, platform, now, Math.ceil(limit / 2));
          const kept = turns.length === 0 ? fallen : fallen.slice(0, Math.floor(limit / 2));
          const rows = [...new Map([...turns, ...kept, ...ahead].map((one) => [one.id, one])).values()];
          // The decision depends on what the place has had, so no other process may decide for the same place at the same time.
          await dialect.takeTurns(transaction, rows.map(placeName));
          for (const row of rows) {
            await decideOne(transaction, readSubscription(row), row.looked_until, now, decide);
          }
          return Math.max(fallen.length, ahead.length);
        });
      }
      return decided;
    },
  };
}

function placeName({ platform, workspace, channel }: Pick<Place, "platform" | "workspace" | "channel">): string {
  return JSON.stringify(["place", platform, workspace, channel]);
}

async function decideOne(
  queries: Queries,
  subscription: Subscription,
  lookedUntil: Instant,
  now: Instant,
  decide: Parameters<NudgeStore["decideDue"]>[3],
): Promise<void> {
  const due: DueSubscription = { subscription, lookedUntil, facts: await readFacts(queries, subscription, now) };
  const { nextLook, skipped, message, quiz, schedule } = decide(due);
  await insertSkipped(queries, subscription, skipped, now);
  const isAdded = message !== undefined && (await insertMessage(queries, message, now, campaignOf(subscription.content)));
  if (isAdded && quiz !== undefined) {
    await insertQuiz(queries, quiz, subscription.id);
  }
  await queries
    .updateTable("subscriptions")
    .set({
      ...{ looked_until: nextLook.lookedUntil, next_due_at: nextLook.nextDueAt ?? null },
      ...(schedule === undefined ? {} : { record: JSON.stringify({ ...subscription, schedule }) }),
    })
    .where("id", "=", subscription.id)
    .execute();
}

async function readFacts(queries: Queries, subscription: Parameters<NudgeStore["facts"]>[0], now: Instant): Promise<PlaceFacts> {
  const { platform, workspace, channel } = subscription.place;
  // What was sent to the fallback, because the place refused it, counts as shown to the same people.
  const toPlace = queries
    .selectFrom("deliveries")
    .where((row) =>
      row.or([
        row.and([row("platform", "=", platform), row("workspace", "=", workspace), row("channel", "=", channel)]),
        row("subscription", "=", subscription.id),
      ]),
    )
    .where("kind", "in", ["nudge", "quiz"])
    .where("state", "!=", "skipped");
  const recent = await toPlace
    .select("recorded_at")
    .where("kind", "=", "nudge")
    .where("recorded_at", ">", now - RECENT_MS)
    .execute();
  const shown = await toPlace
    .select((row) => ["item", row.fn.countAll<number>().as("times"), row.fn.max("recorded_at").as("latest")])
    .where("item", "is not", null)
    .groupBy("item")
    .execute();
  const last = shown.reduce<(typeof shown)[number] | undefined>(
    (latest, one) => (latest === undefined || one.latest > latest.latest ? one : latest),
    undefined,
  );
  const ofSubscription = queries.selectFrom("deliveries").selectAll().where("subscription", "=", subscription.id);
  const isCampaign = subscription.content.kind === "campaign";
  const sent = isCampaign ? await ofSubscription.where("kind", "=", "nudge").execute() : [];
  const any = await ofSubscription.where("kind", "=", "nudge").where("state", "!=", "skipped").limit(1).executeTakeFirst();
  return {
    sentToPlace: recent.map(({ recorded_at }) => recorded_at),
    timesShown: new Map(shown.map(({ item, times }) => [item ?? "", Number(times)])),
    lastShown: new Map(shown.map(({ item, latest }) => [item ?? "", Number(latest)])),
    ...(last === undefined ? {} : { last: last.item ?? "" }),
    answers: await readAnswerCounts(queries, subscription),
    reviews: await readReviews(queries, await learnerOf(queries, subscription)),
    first: any === undefined,
    deliveries: sent.map(deliveryOf),
    graded: isCampaign ? await readGraded(queries, { subscription: subscription.id }) : [],
  };
}

/** Returns the number of answers, and of wrong ones, to the quizzes of a place, by item. */
async function readAnswerCounts(
  queries: Queries,
  { id, place }: Pick<Subscription, "id" | "place">,
): Promise<PlaceFacts["answers"]> {
  const { platform, workspace, channel } = place;
  const rows = await queries
    .selectFrom("quizzes")
    .innerJoin("quiz_answers", "quiz_answers.quiz", "quizzes.id")
    .where((row) =>
      row.or([
        row.and([row("quizzes.platform", "=", platform), row("quizzes.workspace", "=", workspace), row("channel", "=", channel)]),
        row("subscription", "=", id),
      ]),
    )
    .select((row) => [
      "item",
      row.fn.countAll<number>().as("answers"),
      sql<number>`sum(case when first_option = right_option then 0 else 1 end)`.as("wrong"),
    ])
    .groupBy("item")
    .execute();
  return new Map(rows.map(({ item, answers, wrong }) => [item, { answers: Number(answers), wrong: Number(wrong) }]));
}
