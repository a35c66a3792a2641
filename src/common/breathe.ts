import type { Steps } from "./steps.ts";

/** Yields to the event loop, so that long work does not hold up answers. */
export const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** How long work done in pieces may hold the event loop before it yields, in ms. Short, since several pieces of work may be running and a single piece may be long. */
const SLICE_MS = 4;

/** Makes the function to await after each piece of work: it yields to the event loop once the pieces have used up a slice. */
export function createBreather(): () => Promise<void> | undefined {
  let begun = performance.now();
  return () => {
    if (performance.now() - begun < SLICE_MS) return undefined;
    return breathe().then(() => {
      begun = performance.now();
    });
  };
}

/** Runs steps to the end in slices, yielding to the event loop between them. Resolves with their result. */
export async function inSlices<Result>(steps: Steps<Result>): Promise<Result> {
  const rest = createBreather();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await rest();
  }
}
