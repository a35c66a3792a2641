import type { Place } from "../../model.ts";
import type { NudgeStore } from "../../nudges/ports.ts";
import type { Review, Subscription } from "../../nudges/types.ts";
import type { WorkspaceKey } from "../../ports.ts";
import type { Database } from "../database.ts";
import type { Queries } from "../dialect.ts";
import { participantName } from "./participants.ts";

export function createReviews({ queries }: Database): Pick<NudgeStore, "reviews" | "setReview"> {
  return {
    reviews: (participant) => readReviews(queries, participant),
    setReview: (participant, item, review, givenIn) => writeReview(queries, { learner: participant, item }, review, givenIn),
  };
}

/** Returns the learner of a subscription: its recipient, or the channel as a whole. */
export async function learnerOf(
  queries: Queries,
  { place, recipient }: Pick<Subscription, "place" | "recipient">,
): Promise<string> {
  return recipient === undefined ? placeLearner(place) : participantName(queries, recipient);
}

export function placeLearner({ platform, workspace, channel }: Place): string {
  return JSON.stringify([platform, workspace, channel]);
}

export async function readReviews(queries: Queries, learner: string): Promise<readonly Review[]> {
  const rows = await queries.selectFrom("reviews").selectAll().where("learner", "=", learner).execute();
  return rows.map(({ item, rung, due_on }) => ({ item, rung, dueOn: due_on }));
}

export async function readReview(queries: Queries, learner: string, item: string): Promise<Review | undefined> {
  return (await readReviews(queries, learner)).find((review) => review.item === item);
}

export async function writeReview(
  queries: Queries,
  { learner, item }: { readonly learner: string; readonly item: string },
  review: Review | undefined,
  of?: WorkspaceKey,
): Promise<void> {
  if (review === undefined) {
    await queries.deleteFrom("reviews").where("learner", "=", learner).where("item", "=", item).execute();
    return;
  }
  const where = { platform: of?.platform ?? null, workspace: of?.workspace ?? null };
  const values = { rung: review.rung, due_on: review.dueOn, ...where };
  await queries
    .insertInto("reviews")
    .values({ learner, item, ...values })
    .onConflict((conflict) => conflict.columns(["learner", "item"]).doUpdateSet(values))
    .execute();
}
