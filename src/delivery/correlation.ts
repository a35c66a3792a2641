import { AsyncLocalStorage } from "node:async_hooks";

const current = new AsyncLocalStorage<string>();

/** Runs work on an inbound message: whatever is logged meanwhile, anywhere, carries the message's id. */
export function onBehalfOf<Result>(inbound: string, work: () => Result): Result {
  return current.run(inbound, work);
}

/** What a log line carries of the inbound message that is worked on; nothing where there is none. */
export function correlation(): { readonly inbound?: string } {
  const inbound = current.getStore();
  return inbound === undefined ? {} : { inbound };
}
