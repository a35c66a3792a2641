import type { Steps } from "./steps.ts";

/** Lets whatever is waiting have its turn, so that long work never blocks answers for long. */
export const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** What work in pieces takes at most of the event loop before it yields, in ms: several may be under way, and a piece may be long itself. */
const SLICE_MS = 4;

/** Makes what work in pieces awaits after each piece: it yields once they have taken a slice. */
export function createBreather(): () => Promise<void> | undefined {
  let begun = performance.now();
  return () => {
    if (performance.now() - begun < SLICE_MS) return undefined;
    return breathe().then(() => {
      begun = performance.now();
    });
  };
}

/** Does work in slices, so that nobody waits for long. */
export async function inSlices<Result>(steps: Steps<Result>): Promise<Result> {
  const rest = createBreather();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await rest();
  }
}
