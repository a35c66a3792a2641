import { element } from "../elements.js";
import { momentText } from "../replies/moments.js";
import { outsideLink } from "./parts.js";

// Draws the parts of Discord's Markdown that Malinois uses: headings, lists, small print, links, escaped characters.
// https://docs.discord.com/developers/reference#message-formatting

const BLOCK = /^(?:(?<heading>#{1,3})|(?<small>-#)|(?<bullet>-)|(?<number>\d+)\.) (?<content>.*)$/;
/** An escaped character, a link with a label, a link without a preview, a moment, or a bare link. */
const INLINE =
  /\\(?<escaped>[^0-9A-Za-z\s])|\[(?<label>(?:\\.|[^\]\\])+)\]\(<(?<target>[^>\s]+)>\)|<(?<quiet>https?:\/\/[^>\s]+)>|<t:(?<seconds>\d+):F>|(?<bare>https?:\/\/[^\s<]+[^\s<.,:;"'\])])/g;

/** @param {string} markdown */
export function drawMarkdown(markdown) {
  /** @type {HTMLElement[]} */
  const drawn = [];
  for (const line of markdown.split("\n")) drawLine(line, drawn);
  return drawn.filter((block) => block.hasChildNodes());
}

/**
 * Adds a line to the blocks drawn so far: to the last block if the line continues it, otherwise as a new block.
 * @param {string} line
 * @param {HTMLElement[]} drawn
 */
function drawLine(line, drawn) {
  const { heading, small, bullet, number, content = "" } = BLOCK.exec(line)?.groups ?? {};
  if (heading !== undefined) drawn.push(element(heading.length > 2 ? "h4" : "h3", {}, ...drawInline(content)));
  else if (small !== undefined) drawn.push(element("p", { class: "small" }, ...drawInline(content)));
  else if (bullet !== undefined) goOn(drawn, "ul", {}).append(element("li", {}, ...drawInline(content)));
  else if (number !== undefined) goOn(drawn, "ol", { start: number }).append(element("li", {}, ...drawInline(content)));
  else if (line === "") drawn.push(element("p"));
  else {
    const paragraph = goOn(drawn, "p", {});
    paragraph.append(...(paragraph.hasChildNodes() ? ["\n"] : []), ...drawInline(line));
  }
}

/**
 * Returns the last block if it is of that kind, otherwise a new one.
 * @param {HTMLElement[]} drawn
 * @param {"p" | "ul" | "ol"} tag
 * @param {Readonly<Record<string, string>>} attributes
 */
function goOn(drawn, tag, attributes) {
  const last = drawn.at(-1);
  if (last?.localName === tag && last.className === "") return last;
  const block = element(tag, attributes);
  drawn.push(block);
  return block;
}

/**
 * @param {string} source
 * @returns {(Node | string)[]}
 */
function drawInline(source) {
  const drawn = [];
  let end = 0;
  for (const found of source.matchAll(INLINE)) {
    drawn.push(source.slice(end, found.index), inlinePart(found.groups ?? {}));
    end = found.index + found[0].length;
  }
  return [...drawn, source.slice(end)];
}

/** @param {Readonly<Record<string, string | undefined>>} part */
function inlinePart({ escaped, label, target, quiet, seconds, bare }) {
  if (escaped !== undefined) return escaped;
  if (label !== undefined) return outsideLink(label.replace(/\\([^0-9A-Za-z\s])/g, "$1"), target ?? "");
  if (seconds !== undefined) return element("time", {}, momentText(Number(seconds) * 1_000, document.documentElement.lang));
  const address = quiet ?? bare ?? "";
  return outsideLink(address, address);
}
