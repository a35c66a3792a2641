const SHORTEST = 8;
/** Signs that people put into passwords, but not into names of products, rules or files. */
const SIGNS = /[!@#$%^&*+=~]/u;

/** Returns whether a text is a single piece that looks like a password: of at least eight characters, with a digit, and with both cases or a sign. */
export function looksLikePassword(text: string): boolean {
  if (text.length < SHORTEST || /\s/u.test(text) || !/\p{N}/u.test(text) || !/\p{L}/u.test(text)) return false;
  return SIGNS.test(text) || (/\p{Lu}/u.test(text) && /\p{Ll}/u.test(text));
}
