/** Control characters but the line break, marks that turn the writing direction, and halves of broken characters. */
const UNSAFE = /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;

/** Returns the text without what would break a layout or pretend to be other text, and without white space around it. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/\t/g, " ").replace(UNSAFE, "").trim();
}

/**
 * Returns the text, or its beginning and "…" where it is longer than `limit` UTF-16 units; no character is cut in two.
 * A platform that counts code points counts no more than that.
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const beginning = text.slice(0, Math.max(0, limit - 1)).replace(/[\ud800-\udbff]$/, "");
  return `${beginning.trimEnd()}…`;
}

/** A list written out as lines: "1. first", "2. second". */
export function numbered(items: readonly string[]): string[] {
  return items.map((item, place) => `${place + 1}. ${item}`);
}
