/** The names of hand-offs' messages in the ledger: at most 64 characters. */

const PREFIX = "hand-off/";

/** What a message is, for what is to be done when it cannot be delivered. */
export type Step = "ask" | "claim" | "answer" | "copy" | "reply" | "reminder" | "note" | "told" | "closed" | "known";

/**
 * The key of a message.
 * @param id of the hand-off, at most 20 characters
 * @param cause what tells two messages of one kind apart, at most 20 characters; the same in every process. Absent: there is one in all
 */
export function messageKey(id: string, step: Step, cause?: string): string {
  return `${PREFIX}${id}/${step}${cause === undefined ? "" : `-${cause}`}`;
}

/** What {@link messageKey} wrote; undefined for any other key. */
export function readMessageKey(key: string): { readonly id: string; readonly step: Step; readonly cause: string } | undefined {
  const [id, rest] = key.startsWith(PREFIX) ? key.slice(PREFIX.length).split("/") : [];
  if (id === undefined || rest === undefined) return undefined;
  const [step, cause = ""] = rest.split("-");
  return { id, step: step as Step, cause };
}

export function isHandOffKey(key: string): boolean {
  return key.startsWith(PREFIX);
}
