/** Letters and digits that are not easily confused. */
const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

/** A name that people can type: six characters of {@link ALPHABET}, one of 887 million. */
export function shortId(random: () => number, length = 6): string {
  return Array.from({ length }, () => ALPHABET[Math.floor(random() * ALPHABET.length)]).join("");
}
