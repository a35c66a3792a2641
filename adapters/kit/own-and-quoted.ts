/** A comment of up to this many words is likely to be about the forwarded text only: "is this real?". */
const MOST_POINTING_WORDS = 6;

/**
 * Returns the question of somebody who forwards, attaches or quotes a text: their own words, followed by the other text if their own are few, such as "is this
 * real?"; the other text alone if they have no words of their own.
 */
export function ownAndQuoted(own: string, quoted: readonly string[]): string {
  const others = quoted.filter((text) => text !== "").join("\n");
  if (own === "" || others === "") return own || others;
  return own.split(/\s+/).length <= MOST_POINTING_WORDS ? `${own}\n${others}` : own;
}
