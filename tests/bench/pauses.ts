/** Watches how long the process is blocked, and keeps the longest time so far, in ms. */
export function watchPauses() {
  let before = performance.now();
  let most = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    most = Math.max(most, now - before);
    before = now;
  }, 1);
  return { longest: () => Math.max(most, performance.now() - before), stop: () => clearInterval(timer) };
}
