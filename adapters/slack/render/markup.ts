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

/**
 * Splits a text into pieces of at most `limit` UTF-16 units once escaped: between paragraphs, lines, sentences or words if
 * that leaves a piece at least half full, otherwise between characters. Only white space at the cuts is lost.
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

/** Returns the longest beginning, of whole characters, that is at most `limit` long once escaped. */
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
