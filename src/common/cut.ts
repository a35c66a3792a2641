/** Returns the beginning of a text: at most `most` UTF-16 code units, and never half a character at the end. */
export function beginningOf(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, "");
}

/** Returns the end of a text: at most `most` UTF-16 code units, and never half a character at the beginning. */
export function endingOf(text: string, most: number): string {
  return text.length <= most ? text : text.slice(-most).replace(/^[\udc00-\udfff]/, "");
}
