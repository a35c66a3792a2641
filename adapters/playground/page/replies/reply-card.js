import { button, element } from "../elements.js";
import { say } from "../language.js";
import { linked, linkTo } from "./links.js";
import { withMoments } from "./moments.js";

/**
 * @import { Attachment, Section } from "../../../../src/model.ts"
 * @import { ShownContact } from "../../../kit/reply-parts.ts"
 * @import { PageButton, PagePart, PageReply, PageSource } from "../../protocol.ts"
 */

/**
 * Draws a reply.
 * @param {PageReply} reply
 * @param {(button: PageButton, card: HTMLElement) => void} onPress
 */
export function replyCard(reply, onPress) {
  const card = element("article", { class: `card ${reply.kind}`, lang: reply.language, tabindex: -1 });
  const badge = reply.urgent ? [element("p", { class: "badge urgent" }, reply.urgent)] : [];
  const press = (/** @type {PageButton} */ pressed) => onPress(pressed, card);
  card.append(...badge, ...reply.parts.flatMap((part) => drawPart(part, reply, press)));
  return card;
}

/** Returns the buttons of a reply, in reading order. @param {PageReply} reply @returns {readonly PageButton[]} */
export function buttonsIn(reply) {
  return reply.parts.flatMap((part) => ("buttons" in part ? part.buttons : []));
}

/**
 * @param {PagePart} part
 * @param {PageReply} reply
 * @param {(button: PageButton) => void} press
 * @returns {HTMLElement[]}
 */
function drawPart(part, reply, press) {
  const { language, urgent } = reply;
  const isFirstAid = urgent !== undefined;
  const words = (/** @type {string} */ text, web = isFirstAid) => withMoments(text, reply, (plain) => linked(plain, { web }));
  switch (part.kind) {
    case "title":
      return [element("h3", {}, part.text)];
    case "body":
      return part.paragraphs.map((paragraph) => element("p", {}, ...words(paragraph)));
    case "points":
      return list("ul", part, words);
    case "steps":
      return list("ol", part, (item) => words(item, true));
    case "sources": {
      const items = part.items.map((source) => element("li", {}, ...sourceLine(source, language)));
      return [element("div", { class: "sources" }, element("h4", {}, part.heading), element("ul", {}, ...items))];
    }
    case "contacts":
      return [
        element("h4", {}, part.heading),
        element("ul", { class: "contacts" }, ...part.items.map((contact) => element("li", {}, ...contactLine(contact)))),
      ];
    case "choices":
    case "actions": {
      const buttons = part.buttons.map((pressed) => button(pressed.label, () => press(pressed), { "data-kind": pressed.kind }));
      return [element("div", { class: part.kind }, ...buttons)];
    }
    case "attachment":
      return [fileLink(part.file)];
    case "footnote":
      return [element("p", { class: "footnote" }, part.text)];
  }
}

/**
 * Returns a link that saves a file. Its address works while the page is open.
 * @param {Attachment} file
 */
function fileLink({ name, mediaType, text }) {
  const address = URL.createObjectURL(new Blob([text], { type: mediaType }));
  return element("p", { class: "file" }, element("a", { href: address, download: name }, name));
}

/**
 * @param {"ul" | "ol"} tag
 * @param {Section<string>} section
 * @param {(item: string) => readonly (Node | string)[]} draw
 */
function list(tag, { heading, items }, draw) {
  return [element("h4", {}, heading), element(tag, {}, ...items.map((item) => element("li", {}, ...draw(item))))];
}

/** @param {ShownContact} contact */
function contactLine({ text, way, href, note = "" }) {
  if (way === undefined) return [`${text}${note}`];
  const before = text === "" ? [] : [`${text}: `];
  return [...before, href === undefined ? way : linkTo(href, way), note];
}

/**
 * @param {PageSource} source
 * @param {string} language
 */
function sourceLine({ title, url, asOf }, language) {
  const date = asOf ? [" ", element("time", { datetime: asOf }, dateText(asOf, language))] : [];
  if (url === undefined) return [title, ...date];
  const hint = element("span", { class: "visually-hidden" }, ` (${say("newTab")})`);
  return [element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, title, hint), ...date];
}

/**
 * Returns a day, month or year in the format of a language: "Feb 2026" for "2026-02".
 * @param {string} date
 * @param {string} language
 */
function dateText(date, language) {
  const [, month, day] = date.split("-");
  const at = new Date(date);
  if (Number.isNaN(at.getTime())) return date;
  return new Intl.DateTimeFormat(language, {
    timeZone: "UTC",
    year: "numeric",
    ...(month ? { month: "short" } : {}),
    ...(day ? { day: "numeric" } : {}),
  }).format(at);
}
