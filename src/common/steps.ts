/** Work split into steps, between which the caller may yield to the event loop. It returns a result at the end. */
export type Steps<Result> = Generator<undefined, Result>;

/** Runs steps to the end without yielding, and returns their result. */
export function inOneGo<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
