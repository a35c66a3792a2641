import { element } from "../elements.js";
import { say } from "../language.js";
import { answerTools } from "../replies/answer-tools.js";
import { replyCard } from "../replies/reply-card.js";
import { previewCard } from "./card.js";
import { chosenPreview } from "./choice.js";

/**
 * @import { PageButton, PageReply } from "../../protocol.ts"
 * @typedef {(button: PageButton, card: HTMLElement) => void} OnPress
 */

/** How each card is drawn again. An answer that is no longer on the page is not kept. @type {WeakMap<Element, () => HTMLElement>} */
const drawnBy = new WeakMap();

/**
 * Draws a reply in the chosen look. After the look has changed, {@link redrawAnswers} draws it again.
 * @param {PageReply} reply
 * @param {OnPress} onPress
 */
export function drawAnswer(reply, onPress) {
  const card = cardOf(reply, onPress);
  card.append(...answerTools(reply, card));
  drawnBy.set(card, () => drawAnswer(reply, onPress));
  return card;
}

/**
 * Draws the answers on the page again, in the current look. Forms in them, and what has been typed there, are kept.
 * @param {HTMLElement} log
 */
export function redrawAnswers(log) {
  // There is nothing new, so screen readers need not read all of it again.
  log.ariaLive = "off";
  for (const card of document.querySelectorAll("article")) {
    const again = drawnBy.get(card)?.();
    if (again === undefined) continue;
    again.append(...card.querySelectorAll(":scope > form"));
    card.replaceWith(again);
  }
  requestAnimationFrame(() => log.removeAttribute("aria-live"));
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
