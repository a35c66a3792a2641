/** Letters and digits that are not easily confused. */
const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

/** Returns a random name that people can type: by default six characters of {@link ALPHABET}, which makes 887 million names. */
export function shortId(random: () => number, length = 6): string {
  return Array.from({ length }, () => ALPHABET[Math.floor(random() * ALPHABET.length)]).join("");
}
