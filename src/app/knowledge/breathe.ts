/** Yields to whatever is waiting, so that preparing a pack never blocks answers for long. */
export const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
