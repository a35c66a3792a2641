import { element } from "../elements.js";
import { say } from "../language.js";

// Reads what a platform would be sent, of which the page knows no more than that it is JSON, and draws what all looks share.

/**
 * @typedef {Readonly<Record<string, unknown>>} Fields
 * @typedef {(action: unknown) => (() => void) | undefined} PressOf what a button does; undefined for one that is not Malinois's
 */

/** The fields of an object; none for anything else. @param {unknown} value @returns {Fields} */
export function fields(value) {
  return typeof value === "object" && value !== null ? /** @type {Fields} */ (value) : {};
}

/** The objects in a list; none for anything else. @param {unknown} value @returns {Fields[]} */
export function list(value) {
  return Array.isArray(value) ? value.map(fields) : [];
}

/** A text; empty for anything else. @param {unknown} value */
export function text(value) {
  return typeof value === "string" ? value : "";
}

/** What this page does not know how to draw, as it is. @param {unknown} part */
export function unknownPart(part) {
  return element("pre", { class: "unknown" }, JSON.stringify(part, null, 2));
}

/**
 * A button that works as on this page, or is disabled where it carries no action of Malinois's.
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
 * A link to another site; its label alone where the address is none of the web.
 * @param {string} label
 * @param {string} url
 */
export function outsideLink(label, url) {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return element("span", {}, label);
  const hint = element("span", { class: "visually-hidden" }, ` (${say("newTab")})`);
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label, hint);
}
