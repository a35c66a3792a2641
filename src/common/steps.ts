/** Work in steps, between which others may have their turn; it ends with a result. */
export type Steps<Result> = Generator<undefined, Result>;

/** Does all of some work at once. */
export function inOneGo<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
