/** The result of the work, or undefined where it takes longer than so many milliseconds, which `onLate` is told; a late failure is nobody's. */
export async function within<Result>(
  work: Promise<Result>,
  milliseconds: number,
  onLate: () => void = () => undefined,
): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      onLate();
      resolve(undefined);
    }, milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
