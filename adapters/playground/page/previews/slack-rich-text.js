import { element } from "../elements.js";
import { momentText } from "../replies/moments.js";
import { fields, list, outsideLink, text, unknownPart } from "./parts.js";

// Draws Slack's rich text. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block

/** @import { Fields } from "./parts.js" */

const STYLES = /** @type {const} */ ({ bold: "b", italic: "i", strike: "s", code: "code" });

/** @param {Fields} part an element of a rich text block */
export function drawRichText(part) {
  if (part.type === "rich_text_section") return element("p", {}, ...list(part.elements).map(drawInline));
  if (part.type === "rich_text_preformatted") return element("pre", {}, ...list(part.elements).map(drawInline));
  if (part.type !== "rich_text_list") return unknownPart(part);
  const items = list(part.elements).map((item) => element("li", {}, ...list(item.elements).map(drawInline)));
  if (part.style !== "ordered") return element("ul", {}, ...items);
  return element("ol", { start: Number(part.offset ?? 0) + 1 }, ...items);
}

/** @param {Fields} part */
function drawInline(part) {
  if (part.type === "link") return styled(part, outsideLink(text(part.text) || text(part.url), text(part.url)));
  if (part.type === "date") return element("time", {}, momentText(Number(part.timestamp) * 1_000, document.documentElement.lang));
  return part.type === "text" ? styled(part, text(part.text)) : unknownPart(part);
}

/**
 * @param {Fields} part
 * @param {Node | string} content
 */
function styled({ style }, content) {
  const worn = Object.entries(STYLES).filter(([name]) => fields(style)[name] === true);
  return worn.reduce((inside, [, tag]) => element(tag, {}, inside), content);
}
