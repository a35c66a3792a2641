/** Control characters except the line break, marks that change the writing direction, and lone surrogates. */
const UNSAFE = /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;

/** Returns the text without characters that would break a layout or disguise the text, and without white space around it. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/\t/g, " ").replace(UNSAFE, "").trim();
}

/**
 * Returns the text, or its beginning and "…" if it is longer than `limit` UTF-16 units; no character is cut in two. The limit also holds on a platform
 * that counts code points, since a text never has more of them than UTF-16 units.
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const beginning = text.slice(0, Math.max(0, limit - 1)).replace(/[\ud800-\udbff]$/, "");
  return `${beginning.trimEnd()}…`;
}

/** Returns the items of a list as numbered lines: "1. first", "2. second". */
export function numbered(items: readonly string[]): string[] {
  return items.map((item, place) => `${place + 1}. ${item}`);
}
