import { element } from "../elements.js";
import { pageLanguage, say } from "../language.js";
import { buttonsIn } from "../replies/reply-card.js";
import { drawDiscordMessage } from "./discord.js";
import { list, unknownPart } from "./parts.js";
import { drawSlackMessage } from "./slack.js";

/**
 * @import { PageButton, PageReply } from "../../protocol.ts"
 * @import { Fields, PressOf } from "./parts.js"
 */

/** The functions that draw a message, by platform. @type {Readonly<Record<string, (message: Fields, pressOf: PressOf) => Node[]>>} */
const drawers = { slack: drawSlackMessage, discord: drawDiscordMessage };

/**
 * Draws a reply as another platform would: the messages that Malinois would send there, and their JSON.
 * @param {string} name the name of the platform
 * @param {unknown} payload the messages
 * @param {PageReply} reply
 * @param {(button: PageButton, card: HTMLElement) => void} onPress
 */
export function previewCard(name, payload, reply, onPress) {
  const card = element("article", { class: "preview", lang: reply.language, tabindex: -1 });
  const buttons = new Map(buttonsIn(reply).map((button) => [button.action, button]));
  /** @type {PressOf} */
  const pressOf = (action) => {
    const button = buttons.get(String(action));
    return button && (() => onPress(button, card));
  };
  const draw = drawers[name] ?? ((message) => [unknownPart(message)]);
  const messages = list(payload).map((message, place) => messageRow(draw(message, pressOf), place === 0));
  card.append(element("div", { class: `frame ${name}` }, ...messages), ...source(payload, messages.length));
  return card;
}

/**
 * Draws a message. Only the first one shows the author's name, since chat programs group consecutive messages.
 * @param {readonly Node[]} content
 * @param {boolean} named
 */
function messageRow(content, named) {
  if (!named) return element("div", { class: "message" }, ...content);
  return element(
    "div",
    { class: "message named" },
    element("img", { src: "/playground/mark.svg", alt: "", width: 40, height: 40 }),
    element("p", { class: "author" }, element("b", {}, "Malinois"), " ", element("span", { class: "tag" }, "APP")),
    ...content,
  );
}

/**
 * Draws the collapsed JSON of the messages.
 * @param {unknown} payload
 * @param {number} messages
 */
function source(payload, messages) {
  const summary = element("summary", {}, ownText("previewJson"));
  const json = element("pre", { tabindex: 0 });
  const count = element("p", { class: "count" }, ownText("previewMessages"), `: ${messages}`);
  const details = element("details", {}, summary, json);
  // The JSON is in the page only while it is expanded, so that a search in the page finds each answer once.
  details.addEventListener("toggle", () => {
    json.textContent = details.open ? JSON.stringify(payload, null, 2) : "";
  });
  return [element("div", { class: "source", lang: pageLanguage() }, ...(messages > 1 ? [count] : []), details)];
}

/** @param {"previewJson" | "previewMessages"} key */
function ownText(key) {
  return element("span", { "data-text": key }, say(key));
}
