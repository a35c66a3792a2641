import { pageLanguage } from "./language.js";
import { personId, randomId } from "./preferences.js";

/**
 * @import { Form } from "../../../src/forms.ts"
 * @import { ClockState, Inbox, NextNudge, PageSuggestion, Refusal, AnswerResult } from "../protocol.ts"
 * @typedef {Readonly<Record<string, readonly string[]>>} Values
 * @typedef {{
 *   ask(text: string): Promise<AnswerResult>,
 *   press(action: string, text?: string): Promise<AnswerResult>,
 *   submit(form: Form, values: Values): Promise<AnswerResult>,
 *   show(entry: string, entryLanguage: string): Promise<AnswerResult>,
 *   thread: string,
 * }} Conversation
 */

/** The error for a request that the server refused or that did not reach it. */
export class RequestError extends Error {
  /** @param {Refusal | "unreachable"} reason */
  constructor(reason) {
    super(`The request failed: ${reason}`);
    this.reason = reason;
  }
}

/**
 * Starts a conversation, in which people can ask follow-up questions.
 * @param {number} [letter] the number of the letter in the team's channel that it is about; the person is then a member of the team
 * @param {string} [thread] the thread of an earlier conversation to continue
 * @returns {Conversation}
 */
export function startConversation(letter, thread = randomId()) {
  const person = letter === undefined ? personId() : `${personId()}-team`;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const turn = () => ({ message: randomId(), thread, person, language: pageLanguage(), zone, letter });
  return {
    ask: (text) => post("ask", { ...turn(), text }),
    press: (action, text = "") => post("press", { ...turn(), action, text }),
    submit: ({ name, subject, language }, values) => post("submit", { ...turn(), language, form: name, subject, values }),
    show: (entry, entryLanguage) => post("show", { ...turn(), entry, entryLanguage }),
    thread,
  };
}

/**
 * Returns the letters that arrived since a given one, and the time of the movable clock.
 * @param {number} after the number of that letter
 * @param {AbortSignal} signal
 * @returns {Promise<Inbox>}
 */
export function readInbox(after, signal) {
  return post("inbox", { person: personId(), after }, signal);
}

/**
 * Moves the clock that nudges follow.
 * @param {number | null} at the instant to show; null: the time of the machine's clock
 * @returns {Promise<ClockState>}
 */
export function moveClock(at) {
  return post("clock", { at });
}

/**
 * Moves the clock that nudges follow to the time of the next nudge.
 * @returns {Promise<NextNudge>}
 */
export function moveToNextNudge() {
  return post("next-nudge", { person: personId() });
}

/**
 * Returns entries that match what has been typed so far, in a language; if it is undefined, in the language of the text.
 * @param {string} text
 * @param {string | undefined} language
 * @param {number} limit
 * @param {AbortSignal} [signal]
 * @returns {Promise<readonly PageSuggestion[]>}
 */
export function suggest(text, language, limit, signal) {
  return post("suggest", { text, language, limit }, signal);
}

/**
 * @param {string} name
 * @param {object} body
 * @param {AbortSignal} [signal]
 */
async function post(name, body, signal) {
  const response = await fetch(`/playground/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error) => {
    throw error.name === "AbortError" ? error : new RequestError("unreachable");
  });
  const answer = await response.json().catch(() => ({ refusal: "unreachable" }));
  if (!response.ok) throw new RequestError(answer.refusal ?? "unreachable");
  return answer;
}
