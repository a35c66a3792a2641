/** The keys of hand-offs' messages in the ledger: at most 64 characters. */

const PREFIX = "hand-off/";

/** The kind of a message, which decides what to do if it cannot be delivered. */
export type Step = "ask" | "claim" | "answer" | "copy" | "reply" | "reminder" | "note" | "told" | "closed" | "known";

/**
 * Returns the key of a message.
 * @param id the hand-off's id, at most 20 characters
 * @param cause distinguishes several messages of one kind, at most 20 characters; the same in every process. Absent: there is only one of the kind
 */
export function messageKey(id: string, step: Step, cause?: string): string {
  return `${PREFIX}${id}/${step}${cause === undefined ? "" : `-${cause}`}`;
}

/** Returns the parts of a key that {@link messageKey} made; undefined for any other key. */
export function readMessageKey(key: string): { readonly id: string; readonly step: Step; readonly cause: string } | undefined {
  const [id, rest] = key.startsWith(PREFIX) ? key.slice(PREFIX.length).split("/") : [];
  if (id === undefined || rest === undefined) return undefined;
  const [step, cause = ""] = rest.split("-");
  return { id, step: step as Step, cause };
}

export function isHandOffKey(key: string): boolean {
  return key.startsWith(PREFIX);
}
