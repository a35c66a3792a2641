/** Wrong answers come back, each time later: after 1, 3, 7 and 21 days. */

import { addDays } from "../schedule/zoned-time.ts";
import type { LocalDate, Review } from "../types.ts";

/** Days between a right answer and the next time. */
const LADDER = [1, 3, 7, 21] as const;
const LONGEST_REST = 21;

/**
 * The review of a question after a learner's answer; undefined when there is nothing (more) to review. A wrong answer puts it on the first
 * rung; a right one when it is due, on the next, and off the ladder after the last; a right one before that changes nothing.
 */
export function afterAnswer(review: Review | undefined, item: string, right: boolean, today: LocalDate): Review | undefined {
  if (!right) return { item, rung: 0, dueOn: addDays(today, LADDER[0]) };
  if (review === undefined || today < review.dueOn) return review;
  const rung = review.rung + 1;
  const days = LADDER[rung];
  return days === undefined ? undefined : { item, rung, dueOn: addDays(today, days) };
}

/**
 * The questions that are to come back, the longest waiting first. They take the place of new questions within the weekly limit, so what has
 * piled up never makes more nudges: it waits. What came back and was answered by nobody (`shownOn` tells on which day a question was shown
 * last) waits as long as the ladder's last rung.
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
