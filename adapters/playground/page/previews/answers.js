import { element } from "../elements.js";
import { say } from "../language.js";
import { answerTools } from "../replies/answer-tools.js";
import { replyCard } from "../replies/reply-card.js";
import { previewCard } from "./card.js";
import { chosenPreview } from "./choice.js";

/**
 * @import { PageButton, PageReply } from "../../protocol.ts"
 * @typedef {(button: PageButton, card: HTMLElement) => void} OnPress
 * @typedef {{ card: HTMLElement, draw: () => HTMLElement }} Answer
 */

/** @type {Set<Answer>} */
const answers = new Set();

/**
 * Draws a reply in the chosen look. After the look has changed, {@link redrawAnswers} draws it again.
 * @param {PageReply} reply
 * @param {OnPress} onPress
 */
export function drawAnswer(reply, onPress) {
  const draw = () => {
    const card = cardOf(reply, onPress);
    card.append(...answerTools(reply, card));
    return card;
  };
  const answer = { card: draw(), draw };
  answers.add(answer);
  return answer.card;
}

/**
 * Draws the answers in the log again, in the current look. Forms in them, and what has been typed there, are kept.
 * @param {HTMLElement} log
 */
export function redrawAnswers(log) {
  // There is nothing new, so screen readers need not read all of it again.
  log.ariaLive = "off";
  for (const answer of answers) {
    if (answer.card.isConnected) redraw(answer);
    else answers.delete(answer);
  }
  requestAnimationFrame(() => log.removeAttribute("aria-live"));
}

/** @param {Answer} answer */
function redraw(answer) {
  const before = answer.card;
  answer.card = answer.draw();
  answer.card.append(...before.querySelectorAll(":scope > form"));
  before.replaceWith(answer.card);
}

/**
 * @param {PageReply} reply
 * @param {OnPress} onPress
 */
function cardOf(reply, onPress) {
  const preview = chosenPreview();
  if (preview === undefined) return replyCard(reply, onPress);
  const payload = reply.previews?.[preview.name];
  if (payload !== undefined) return previewCard(preview.name, payload, reply, onPress);
  const card = replyCard(reply, onPress);
  card.append(element("p", { class: "footnote", "data-text": "previewFailed" }, say("previewFailed")));
  return card;
}
