/** Questions that were answered wrongly come back, each time later: after 1, 3, 7 and 21 days. */

import { addDays } from "../schedule/zoned-time.ts";
import type { LocalDate, Review } from "../types.ts";

/** Days until a question comes back: the first after a wrong answer, each of the others after one more right answer. */
const LADDER = [1, 3, 7, 21] as const;
const LONGEST_REST = 21;

/**
 * Returns the review of a question after a learner's answer; undefined if there is nothing (more) to review. A wrong answer puts the question on the
 * first rung. A right answer moves it to the next rung if it was due, and ends the review after the last rung; before it is due, it changes nothing.
 */
export function afterAnswer(review: Review | undefined, item: string, right: boolean, today: LocalDate): Review | undefined {
  if (!right) return { item, rung: 0, dueOn: addDays(today, LADDER[0]) };
  if (review === undefined || today < review.dueOn) return review;
  const rung = review.rung + 1;
  const days = LADDER[rung];
  return days === undefined ? undefined : { item, rung, dueOn: addDays(today, days) };
}

/**
 * Returns the questions that are due to come back, the longest waiting first. They take the place of new questions within the weekly limit, so a backlog
 * never leads to more nudges: it waits. A question that came back and that nobody answered waits as long as the ladder's last rung.
 * @param shownOn returns the day on which a question was last shown
 */
export function dueReviews(
  reviews: readonly Review[],
  today: LocalDate,
  shownOn: (item: string) => LocalDate | undefined = () => undefined,
): readonly string[] {
  const isDue = ({ item, dueOn }: Review) => {
    const shown = shownOn(item);
    return (shown === undefined || shown < dueOn ? dueOn : addDays(shown, LONGEST_REST)) <= today;
  };
  return reviews
    .filter(isDue)
    .sort((one, other) => compare(one.dueOn, other.dueOn) || one.rung - other.rung || compare(one.item, other.item))
    .map(({ item }) => item);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
