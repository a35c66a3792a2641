import { parseWebAddress } from "../../../src/text/web-address.ts";
import { cleanText } from "../../kit/plain-text.ts";

/**
 * Escapes plain text so that Discord shows it letter for letter: no bold, quotes, headings, lists, code, spoilers, links
 * behind other words, mentions, custom emoji or timestamps. Web addresses stay clickable.
 * discord.js's own `escapeMarkdown` does not escape mentions or the inside of code, and would load that library.
 * Source: https://docs.discord.com/developers/reference#message-formatting
 */
export function escapeText(text: string): string {
  return cleanText(text)
    .split(/(https?:\/\/[^\s<>\\[\]()"'`*|@]+)/)
    .map((part, position) => (position % 2 === 1 ? part : escapeWords(part)))
    .join("");
}

/** As {@link escapeText}, on one line. */
export function escapeLine(text: string): string {
  return escapeText(text.replace(/\s+/g, " "));
}

function escapeWords(text: string): string {
  return text
    .replace(/[\\`*_~|[\]<]/g, "\\$&")
    .replace(/^.*$/gm, escapeLineStart)
    .replace(/@(?=everyone|here)/g, "@\u200b");
}

/** Keeps the start of a line from being a heading, a quote or the item of a list. */
function escapeLineStart(line: string): string {
  return line.replace(/^(\s*)([#>+-])/, "$1\\$2").replace(/^(\s*\d+)\./, "$1\\.");
}

/**
 * Returns a Markdown link with a title. If the address is not http or https, returns only the title. If the title itself looks like an address, which could
 * pretend to be the target, returns both side by side.
 */
export function link(title: string, url: string): string {
  const text = escapeLine(title);
  const address = webAddress(url);
  if (address === undefined) return text;
  return /:\/\/|www\./i.test(title) || text === "" ? `${text} <${address}>`.trim() : `[${text}](<${address}>)`;
}

/** Returns the address in a form that cannot end a link early; undefined if it is not http or https. */
function webAddress(url: string): string | undefined {
  return parseWebAddress(url)?.href.replace(/[()<>\s@\\]/g, (character) =>
    encodeURIComponent(character).replace("(", "%28").replace(")", "%29"),
  );
}

/**
 * Cuts Markdown into pieces of at most `limit` characters, at a line break or a space in their second half. If there is none, cuts within a word, but
 * not within an escape or a surrogate pair. A link, a mention or a timestamp is cut only if it alone is longer than `limit`. Only white space at the cuts is lost.
 */
export function splitMarkdown(markdown: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = markdown;
  while (rest.length > limit) {
    const end = cutBefore(rest, limit);
    pieces.push(rest.slice(0, end).trimEnd());
    const after = rest.slice(end);
    rest = after.startsWith("\n") ? after.trimStart() : escapeLineStart(after.trimStart());
  }
  if (rest !== "") pieces.push(rest);
  return pieces.filter((piece) => piece !== "");
}

function cutBefore(text: string, limit: number): number {
  const start = text.slice(0, limit + 1);
  const atLine = start.lastIndexOf("\n");
  if (atLine > limit / 2) return atLine;
  const atSpace = start.lastIndexOf(" ");
  const end = atSpace > limit / 2 ? atSpace : limit;
  const before = startOfMarkup(text, end);
  if (before > 0) return before;
  return isTorn(text, end) ? end - 1 : end;
}

/** An escape, which is not markup; or a link, or a mention or timestamp in angle brackets: escaped text has none of their brackets. */
const MARKUP = /\\.|\[(?:\\.|[^\]\\])+\]\(<[^>]*>\)|<[^>]*>/gs;

/** Returns where the link, mention or timestamp begins that a cut would tear; 0 if it would tear none, or one that begins the text. */
function startOfMarkup(text: string, cut: number): number {
  for (const { index, 0: markup } of text.matchAll(MARKUP)) {
    if (index >= cut) return 0;
    if (index + markup.length > cut && !markup.startsWith("\\")) return index;
  }
  return 0;
}

function isTorn(text: string, end: number): boolean {
  if (/[\ud800-\udbff]/.test(text.charAt(end - 1))) return true;
  const backslashes = /\\*$/.exec(text.slice(0, end))?.[0].length ?? 0;
  return backslashes % 2 === 1;
}
