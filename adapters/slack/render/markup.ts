/** Control characters but the line break, marks that turn the writing direction, and halves of broken characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;

/** Returns the text without what would break a layout, and without white space around it. */
export function clean(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/\t/g, " ").replace(UNSAFE, "").trim();
}

/**
 * Escapes the three characters that begin markup in Slack's text fields.
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escapeMarkup(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** Length of a text once it is escaped, in UTF-16 units. */
export function escapedLength(text: string): number {
  return escapeMarkup(text).length;
}

/** Returns the text, or its beginning and "…" where it is longer than `limit` UTF-16 units. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text
    .slice(0, limit - 1)
    .replace(/\p{Cs}/gu, "")
    .trimEnd()}…`;
}

/**
 * Splits a text into pieces of at most `limit` UTF-16 units once escaped: between paragraphs, sentences or words where
 * that leaves a piece at least half full, else between characters. Only white space at the cuts is lost.
 */
export function splitText(text: string, limit: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (escapedLength(rest) > limit) {
    const window = beginning(rest, limit);
    const cut = lastCut(window);
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === "" ? pieces : [...pieces, rest];
}

/** The longest beginning, whole characters only, that is at most `limit` long once escaped. */
function beginning(text: string, limit: number): string {
  let length = 0;
  let end = 0;
  for (const character of text) {
    length += escapedLength(character);
    if (length > limit) break;
    end += character.length;
  }
  return text.slice(0, end);
}

function lastCut(window: string): number {
  for (const boundary of [/\n\n/g, /\n/g, /[.!?…]\s/g, /\s/g]) {
    const last = [...window.matchAll(boundary)].at(-1);
    const end = last === undefined ? 0 : last.index + last[0].length;
    if (end >= window.length / 2) return end;
  }
  return window.length;
}
