import { button, element } from "./elements.js";
import { say } from "./language.js";

/**
 * @import { Section } from "../../../src/model.ts"
 * @import { PageButton, PageReply, PageSource } from "../protocol.ts"
 */

/**
 * Draws a reply.
 * @param {PageReply} reply
 * @param {(button: PageButton, card: HTMLElement) => void} onPress
 */
export function replyCard(reply, onPress) {
  const card = element("article", { class: `card ${reply.kind}`, lang: reply.language, tabindex: -1 });
  const press = (/** @type {PageButton} */ pressed) => onPress(pressed, card);
  const body = reply.body.map((paragraph) => element("p", {}, paragraph));
  const steps = list("ol", reply.steps);
  card.append(
    ...heading(reply),
    ...(reply.urgent ? [...steps, ...body] : body),
    ...list("ul", reply.points),
    ...(reply.urgent ? [] : steps),
    ...sources(reply.sources, reply.language),
    ...buttons("choices", reply.choices, press),
    ...buttons("actions", reply.actions, press),
    ...(reply.footnote ? [element("p", { class: "footnote" }, reply.footnote)] : []),
  );
  return card;
}

/** @param {PageReply} reply */
function heading({ title, urgent }) {
  const badge = urgent ? [element("p", { class: "badge urgent" }, urgent)] : [];
  return title ? [...badge, element("h3", {}, title)] : badge;
}

/**
 * @param {"ul" | "ol"} tag
 * @param {Section<string> | undefined} section
 */
function list(tag, section) {
  if (section === undefined || section.items.length === 0) return [];
  const items = section.items.map((item) => element("li", {}, item));
  return [element("h4", {}, section.heading), element(tag, {}, ...items)];
}

/**
 * @param {Section<PageSource> | undefined} section
 * @param {string} language
 */
function sources(section, language) {
  if (section === undefined || section.items.length === 0) return [];
  const items = section.items.map((source) => element("li", {}, ...sourceLine(source, language)));
  return [element("div", { class: "sources" }, element("h4", {}, section.heading), element("ul", {}, ...items))];
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
 * @param {string} name
 * @param {readonly PageButton[]} shown
 * @param {(button: PageButton) => void} press
 */
function buttons(name, shown, press) {
  if (shown.length === 0) return [];
  const drawn = shown.map((pressed) => button(pressed.label, () => press(pressed), { "data-kind": pressed.kind }));
  return [element("div", { class: name }, ...drawn)];
}

/**
 * A day, month or year as the language writes it: "Feb 2026" for "2026-02".
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
