import { createBoundedMap } from "../../../src/common/bounded-map.ts";
import type { Instant } from "../../../src/model.ts";
import { editedQuestion, LATEST_EDIT, parseEdit, parseMessage } from "./parse.ts";

/** Reads messages and their edits, as `parseMessage` and `parseEdit` do. */
export interface MessageReader {
  readonly message: typeof parseMessage;
  /** An edit that addresses Malinois in a message that it heard, but was not asked, is a question with an id of its own: the message's id is taken already. */
  readonly edit: typeof parseEdit;
}

/** The most messages that were not addressed to Malinois whose ids are kept in memory; about 100 bytes each. */
const REMEMBERED = 10_000;

/** Makes the reader. Discord does not say what a message was before an edit, so the reader remembers which ones were not addressed to Malinois. */
export function createMessageReader(now: () => Instant): MessageReader {
  const unaddressed = createBoundedMap<string, true>(REMEMBERED, now);
  return {
    message(event, listener) {
      const asked = parseMessage(event, listener);
      if (asked?.addressed === false) unaddressed.set(asked.id, true, LATEST_EDIT);
      return asked;
    },
    edit(event, listener) {
      const asked = parseEdit(event, listener);
      return asked !== null && unaddressed.get(asked.id) ? { ...asked, id: editedQuestion(asked.id) } : asked;
    },
  };
}
