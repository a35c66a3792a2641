import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterAnswer, dueReviews } from "../../../src/nudges/decide/repetition.ts";
import { addDays } from "../../../src/nudges/schedule/zoned-time.ts";
import type { Review } from "../../../src/nudges/types.ts";

const today = "2026-11-16";

describe("a question that was answered wrongly", () => {
  it("comes back after 1, 3, 7 and 21 days, and then never again", () => {
    let review = afterAnswer(undefined, "q", false, today);
    let day = today;
    const gaps: number[] = [];
    while (review !== undefined) {
      gaps.push((Date.parse(review.dueOn) - Date.parse(day)) / 86_400_000);
      day = review.dueOn;
      review = afterAnswer(review, "q", true, day);
    }
    expect(gaps).toEqual([1, 3, 7, 21]);
  });

  it("starts again after another wrong answer", () => {
    const third: Review = { item: "q", rung: 2, dueOn: today };
    expect(afterAnswer(third, "q", false, today)).toEqual({ item: "q", rung: 0, dueOn: "2026-11-17" });
  });

  it("is not postponed by a right answer before its day", () => {
    const review: Review = { item: "q", rung: 1, dueOn: "2026-11-19" };
    expect(afterAnswer(review, "q", true, today)).toBe(review);
  });

  it("comes back only then, not after a first answer that was right", () => {
    expect(afterAnswer(undefined, "q", true, today)).toBeUndefined();
  });
});

describe("questions that are due to come back", () => {
  it("are ordered by due date, then by most recent wrong answer, then by name", () => {
    const reviews: Review[] = [
      { item: "later", rung: 0, dueOn: addDays(today, 1) },
      { item: "a", rung: 1, dueOn: today },
      { item: "z", rung: 3, dueOn: "2026-11-01" },
      { item: "n", rung: 0, dueOn: today },
      { item: "m", rung: 0, dueOn: today },
    ];
    expect(dueReviews(reviews, today)).toEqual(["z", "m", "n", "a"]);
  });

  it("are not shown for three weeks if nobody answered the last time", () => {
    const reviews: Review[] = [{ item: "ignored", rung: 0, dueOn: today }];
    const shownOn = () => today;
    expect(dueReviews(reviews, addDays(today, 20), shownOn)).toEqual([]);
    expect(dueReviews(reviews, addDays(today, 21), shownOn)).toEqual(["ignored"]);
    expect(dueReviews(reviews, today, () => addDays(today, -1))).toEqual(["ignored"]);
  });

  it("fill the weekly limit but do not exceed it for a learner who is always wrong", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5 }), (questions, limit) => {
        let reviews = Array.from({ length: questions }, (_, id) => afterAnswer(undefined, `q${id}`, false, today)).filter(
          (one) => one !== undefined,
        );
        for (let week = 1; week < 10; week++) {
          const day = addDays(today, 7 * week);
          const asked = dueReviews(reviews, day).slice(0, limit);
          expect(asked.length).toBe(Math.min(limit, questions));
          reviews = reviews.map((one) => (asked.includes(one.item) ? (afterAnswer(one, one.item, false, day) ?? one) : one));
        }
      }),
    );
  });
});
