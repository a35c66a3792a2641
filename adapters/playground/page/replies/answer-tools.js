import { button, element } from "../elements.js";
import { pageLanguage, say } from "../language.js";
import { copyText } from "./clipboard.js";
import { permalinkOf, putInAddressBar } from "./permalinks.js";
import { plainText } from "./plain-text.js";

/** @import { PageReply } from "../../protocol.ts" */

/**
 * Draws the tools that only this page has for an answer: copy its text, or a link to it. Returns none if the reply is not an answer from an entry.
 * @param {PageReply} reply
 * @param {HTMLElement} card
 * @returns {HTMLElement[]}
 */
export function answerTools(reply, card) {
  const link = permalinkOf(reply);
  if (link === undefined) return [];
  const status = element("span", { role: "status" });
  const copy = button(
    say("copyAnswer"),
    async () => {
      const isCopied = await copyText(plainText(reply));
      if (!isCopied) getSelection()?.selectAllChildren(card);
      status.textContent = say(isCopied ? "copied" : "copyByHand");
    },
    { "data-text": "copyAnswer" },
  );
  const anchor = element("a", { href: link, "data-text": "linkAnswer" }, say("linkAnswer"));
  anchor.addEventListener("click", async (event) => {
    // With a modifier key the browser opens the link in another tab.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    putInAddressBar(link);
    status.textContent = say((await copyText(location.href)) ? "linkCopied" : "linkInAddressBar");
  });
  return [element("div", { class: "tools", lang: pageLanguage() }, copy, anchor, status)];
}
