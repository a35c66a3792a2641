import type { Instant } from "../../../src/model.ts";

/** A clock that the page can move: nudges, quizzes and campaigns of the playground follow it. */
export interface MovableClock {
  now(): Instant;
  /** Shows an instant from now on, and runs on from there. */
  moveTo(at: Instant): void;
  /** Shows again what everybody's clock shows. */
  reset(): void;
}

/** @param real everybody's clock */
export function createMovableClock(real: () => Instant): MovableClock {
  let ahead = 0;
  return {
    now: () => real() + ahead,
    moveTo: (at) => {
      ahead = at - real();
    },
    reset: () => {
      ahead = 0;
    },
  };
}
