import { RequestError } from "../api.js";
import { button, element } from "../elements.js";
import { pageLanguage, say } from "../language.js";

/** @import { TextKey } from "../../texts.ts" */

/** @type {Readonly<Record<RequestError["reason"], TextKey>>} */
const failures = {
  unreachable: "failedUnreachable",
  stopped: "failedUnreachable",
  "too-large": "failedTooLarge",
  forbidden: "failedRefused",
  invalid: "failedRefused",
};

/** Returns the key of the text that says why a request failed. @param {unknown} error @returns {TextKey} */
export function failureOf(error) {
  return failures[error instanceof RequestError ? error.reason : "unreachable"];
}

/**
 * Draws what is shown in place of an answer that did not come, with a button that removes it and tries again.
 * @param {TextKey} text
 * @param {() => void} onRetry
 */
export function failureCard(text, onRetry) {
  const card = element("article", { class: "card failure", lang: pageLanguage() });
  const retry = button(say("tryAgain"), () => {
    card.remove();
    onRetry();
  });
  card.append(element("p", {}, say(text)), element("div", { class: "actions" }, retry));
  return card;
}
