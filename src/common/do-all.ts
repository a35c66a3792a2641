/**
 * Does the work for each item in turn, even if it fails for others.
 * Rejects with the last error; `onError` is called with those before it.
 */
export async function doAll<Item>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<void>,
  onError: (error: unknown) => void,
): Promise<void> {
  let failed: { readonly error: unknown } | undefined;
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      if (failed !== undefined) onError(failed.error);
      failed = { error };
    }
  }
  if (failed !== undefined) throw failed.error;
}
