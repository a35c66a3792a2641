import type { DeleteResult } from "kysely";

/** Small enough that questions in between wait a few milliseconds only. */
const BATCH = 500;

/** Repeats a deletion of at most `limit` rows until it finds no full batch; returns how many rows went. */
export async function deleteInBatches(deleteBatch: (limit: number) => Promise<DeleteResult>): Promise<number> {
  let total = 0;
  for (;;) {
    const { numDeletedRows } = await deleteBatch(BATCH);
    total += Number(numDeletedRows);
    if (numDeletedRows < BATCH) return total;
  }
}
