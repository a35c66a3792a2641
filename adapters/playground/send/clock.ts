import type { Instant } from "../../../src/model.ts";

/** A clock that the page can move: nudges, quizzes and campaigns of the playground follow it. */
export interface MovableClock {
  now(): Instant;
  /** Sets the clock to an instant; it keeps running from there. */
  moveTo(at: Instant): void;
  /** Sets the clock back to the real time. */
  reset(): void;
}

/** @param real the clock of the machine */
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
