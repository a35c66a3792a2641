import { AsyncLocalStorage } from "node:async_hooks";

const current = new AsyncLocalStorage<string>();

/** Runs work on an inbound message; every log line that this work writes then includes the message's id. */
export function onBehalfOf<Result>(inbound: string, work: () => Result): Result {
  return current.run(inbound, work);
}

/** Returns the log field with the id of the inbound message that is being worked on; no field if there is none. */
export function correlation(): { readonly inbound?: string } {
  const inbound = current.getStore();
  return inbound === undefined ? {} : { inbound };
}
