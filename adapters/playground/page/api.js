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

/** The server did not take a request. */
export class RequestError extends Error {
  /** @param {Refusal | "unreachable"} reason */
  constructor(reason) {
    super(`The request failed: ${reason}`);
    this.reason = reason;
  }
}

/**
 * Begins a conversation: what is asked in it can be followed up.
 * @param {number} [letter] the letter of the team's channel that it is about: it is led by somebody of the team then
 * @param {string} [thread] of a conversation that goes on
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
 * What came without being asked for since the letter of a number, and what the movable clock shows.
 * @param {number} after
 * @returns {Promise<Inbox>}
 */
export function readInbox(after) {
  return post("inbox", { person: personId(), after });
}

/**
 * Moves the clock of nudges to an instant; with none, to the machine's.
 * @param {number | null} at
 * @returns {Promise<ClockState>}
 */
export function moveClock(at) {
  return post("clock", { at });
}

/**
 * Moves the clock of nudges to when the next one comes.
 * @returns {Promise<NextNudge>}
 */
export function moveToNextNudge() {
  return post("next-nudge", { person: personId() });
}

/**
 * Entries for what has been typed so far; without a language, in whichever the text is.
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
