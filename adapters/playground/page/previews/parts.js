import { element } from "../elements.js";
import { say } from "../language.js";

// Reads the messages for a platform, which are JSON of any shape for the page, and draws the parts that all looks share.

/**
 * @typedef {Readonly<Record<string, unknown>>} Fields
 * @typedef {(action: unknown) => (() => void) | undefined} PressOf what a button does; undefined for one that is not Malinois's
 */

/** Returns the fields of an object; none for anything else. @param {unknown} value @returns {Fields} */
export function fields(value) {
  return typeof value === "object" && value !== null ? /** @type {Fields} */ (value) : {};
}

/** Returns the objects in a list; none for anything else. @param {unknown} value @returns {Fields[]} */
export function list(value) {
  return Array.isArray(value) ? value.map(fields) : [];
}

/** Returns a text; an empty one for anything else. @param {unknown} value */
export function text(value) {
  return typeof value === "string" ? value : "";
}

/** Draws a part that this page does not know, as JSON. @param {unknown} part */
export function unknownPart(part) {
  return element("pre", { class: "unknown" }, JSON.stringify(part, null, 2));
}

/**
 * Draws a button that does the same as in the page's own look; it is disabled if it has none of Malinois' actions.
 * @param {Node | string} label
 * @param {(() => void) | undefined} press
 * @param {Readonly<Record<string, string>>} [attributes]
 */
export function previewButton(label, press, attributes = {}) {
  const made = element("button", { type: "button", disabled: press === undefined, ...attributes }, label);
  if (press) made.addEventListener("click", press);
  return made;
}

/**
 * Draws a link to another site; only its label if the address is not a web address.
 * @param {string} label
 * @param {string} url
 */
export function outsideLink(label, url) {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return element("span", {}, label);
  const hint = element("span", { class: "visually-hidden" }, ` (${say("newTab")})`);
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label, hint);
}
