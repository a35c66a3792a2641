import { startConversation } from "./api.js";
import { element } from "./elements.js";
import { drawAnswer } from "./previews/answers.js";
import { failureCard, failureOf } from "./replies/failure-card.js";
import { personMessage } from "./replies/person-message.js";
import { askReason } from "./replies/reason-form.js";
import { replyForm } from "./replies/reply-form.js";
import { forgetTranscript, keepTranscript, keptTranscript } from "./transcript.js";

/**
 * @import { DecisionFacts, PageButton, PageLetter, PageReply, AnswerResult } from "../protocol.ts"
 * @import { Values } from "./replies/reply-form.js"
 * @import { KeptTurn } from "./transcript.js"
 * @typedef {{ said?: string, request: () => Promise<AnswerResult>, focusAnswer: boolean }} Turn
 */

/**
 * Returns the conversation, which is shown in the log: the person's messages and Malinois' replies.
 * @param {HTMLElement} log
 * @param {{ onTurn(): void, onDecision(decision: DecisionFacts): void }} listener
 */
export function createChat(log, { onTurn, onDecision }) {
  const kept = keptTranscript();
  let conversation = startConversation(undefined, kept?.thread);
  /** @type {KeptTurn[]} */
  let turns = [];
  let decision = kept?.decision;
  /** Nudges whose buttons may still be removed, by the number of the letter. @type {Map<number, { shown: HTMLElement, place: number }>} */
  const arrived = new Map();
  /** The last turn that was queued. Turns run one at a time, so that a follow-up question finds its context. @type {Promise<unknown>} */
  let last = Promise.resolve();

  function newTurn() {
    onTurn();
    return element("div", { class: "turn" });
  }

  /** @param {KeptTurn} turn */
  function keep(turn) {
    turns.push(turn);
    keepAll();
  }

  function keepAll() {
    const { thread } = conversation;
    keepTranscript({ thread, turns, ...(decision === undefined ? {} : { decision }) });
  }

  /** @param {Turn} turn */
  function begin(turn) {
    const shown = newTurn();
    if (turn.said) shown.append(personMessage(turn.said));
    log.append(shown);
    shown.scrollIntoView();
    last = last.then(() => answer(turn, shown));
  }

  /**
   * @param {Turn} turn
   * @param {HTMLElement} shown
   */
  async function answer(turn, shown) {
    const waiting = element("div", { class: "waiting", "aria-hidden": true }, element("i"), element("i"), element("i"));
    shown.append(waiting);
    const tryAgain = () => {
      last = last.then(() => answer(turn, shown));
    };
    try {
      const { replies, decision: made } = await turn.request();
      const cards = replies.map((reply) => drawReply(reply));
      shown.append(...(cards.length > 0 ? cards : [failureCard("failedSilent", tryAgain)]));
      if (turn.focusAnswer) cards[0]?.focus({ preventScroll: true });
      if (made) {
        decision = made;
        onDecision(made);
      }
      // Not if a new conversation was started meanwhile.
      if (cards.length > 0 && shown.isConnected) keep({ ...(turn.said ? { said: turn.said } : {}), replies });
    } catch (error) {
      shown.append(failureCard(failureOf(error), tryAgain));
    } finally {
      waiting.remove();
      shown.scrollIntoView();
    }
  }

  /** @param {PageReply} reply */
  function drawReply(reply) {
    const card = drawAnswer(reply, press);
    const { form } = reply;
    if (form === undefined) return card;
    const { submit } = conversation;
    const send = (/** @type {Values} */ values) =>
      begin({ said: form.submit, request: () => submit(form, values), focusAnswer: true });
    card.append(replyForm(form, send));
    return card;
  }

  /**
   * @param {PageButton} pressed
   * @param {HTMLElement} card
   */
  function press({ label, action, kind, helpful }, card) {
    const { press: send } = conversation;
    if (kind !== "feedback") return begin({ said: label, request: () => send(action), focusAnswer: true });
    const sendFeedback = (reason = "") => begin({ request: () => send(action, reason), focusAnswer: true });
    return helpful ? sendFeedback() : askReason(card, sendFeedback);
  }

  /** Shows the conversation that this tab had before it was reloaded. */
  function restore() {
    if (kept === undefined || kept.turns.length === 0) return;
    turns = [...kept.turns];
    // There is nothing new, so screen readers need not read all of it again.
    log.ariaLive = "off";
    for (const { said, replies } of turns) {
      const shown = newTurn();
      shown.append(...(said ? [personMessage(said)] : []), ...replies.map(drawReply));
      log.append(shown);
    }
    requestAnimationFrame(() => log.removeAttribute("aria-live"));
    if (decision) onDecision(decision);
    log.lastElementChild?.scrollIntoView({ behavior: "instant" });
  }

  return {
    restore,
    /** @param {string} text */
    ask(text) {
      const { ask } = conversation;
      begin({ said: text, request: () => ask(text), focusAnswer: false });
    },
    /**
     * Presses a button outside of the log.
     * @param {string} label
     * @param {string} action
     */
    press(label, action) {
      const { press: send } = conversation;
      begin({ said: label, request: () => send(action), focusAnswer: false });
    },
    /**
     * Shows an entry without a question.
     * @param {string} entry
     * @param {string} language
     */
    show(entry, language) {
      const { show } = conversation;
      begin({ request: () => show(entry, language), focusAnswer: true });
    },
    /** Shows a nudge, which nobody asked for. @param {PageLetter} letter */
    arrive({ number, reply }) {
      const shown = newTurn();
      shown.append(drawReply(reply));
      log.append(shown);
      keep({ replies: [reply] });
      arrived.set(number, { shown, place: turns.length - 1 });
      shown.scrollIntoView({ block: "nearest" });
    },
    /** Shows a nudge again, now without its buttons. @param {PageLetter} letter */
    close({ number, reply }) {
      const known = arrived.get(number);
      if (known === undefined) return;
      arrived.delete(number);
      known.shown.replaceChildren(drawReply(reply));
      turns[known.place] = { replies: [reply] };
      keepAll();
    },
    /** Carries out an action without showing its result. @param {string} action */
    tell(action) {
      const { press: send } = conversation;
      last = last.then(() => send(action)).catch(() => undefined);
    },
    /** Clears the conversation and starts a new one. */
    restart() {
      conversation = startConversation();
      turns = [];
      arrived.clear();
      forgetTranscript();
      log.replaceChildren();
    },
  };
}
