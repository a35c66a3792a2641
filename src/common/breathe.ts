/** Lets whatever is waiting have its turn, so that long work never blocks answers for long. */
export const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
