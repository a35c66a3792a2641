import { MalinoisError } from "../errors.ts";
import type { DeliveryOptions } from "./options.ts";

/**
 * Resolves or rejects as `work`, a call of the store, does, if it does so within a time limit.
 * @param limit in milliseconds; a result that comes later is ignored
 * @throws MalinoisError "store" when the limit is over
 */
export async function inTime<Result>(work: Promise<Result>, limit: number, after: DeliveryOptions["after"]): Promise<Result> {
  let cancel: () => void = () => undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new MalinoisError("store", `The store did not answer within ${limit} ms`, "Check the database and its load");
    cancel = after(limit, () => reject(error));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel();
  }
}
