/** Up to so many words of one's own only point at what is forwarded: "is this real?". */
const MOST_POINTING_WORDS = 6;

/**
 * What somebody asks who forwards, attaches or quotes a text: their own words, unless they have none; with the other text below where they hardly say more
 * than "is this real?".
 */
export function ownAndQuoted(own: string, quoted: readonly string[]): string {
  const others = quoted.filter((text) => text !== "").join("\n");
  if (own === "" || others === "") return own || others;
  return own.split(/\s+/).length <= MOST_POINTING_WORDS ? `${own}\n${others}` : own;
}
