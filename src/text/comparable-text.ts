/** Returns a text for comparison, without case, accents, punctuation and spaces. */
export function comparable(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "")
    .toLowerCase();
}
