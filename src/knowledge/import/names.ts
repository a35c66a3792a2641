/** Abbreviations, and names of two words and more: what a text calls by its own name. */
const ABBREVIATION = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]*\p{Lu}[\p{L}\p{N}]*(?![\p{L}\p{N}])/gu;
const LONG_NAME = /(?<=\p{Ll},? )\p{Lu}\p{Ll}+(?: (?:(?:for|of|and|the|van|voor|de|du|des|pour|la|le) )?\p{Lu}[\p{L}]+){1,4}/gu;
const MOST_NAMES = 5;

/**
 * The names that stand in one text and in none of the others, in order.
 * @param isCapitalised whether the language writes every noun with a capital letter: then abbreviations alone are names
 */
export function namesOfEach(texts: readonly string[], isCapitalised: boolean): readonly (readonly string[])[] {
  const named = texts.map((text) => [
    ...new Set([...(isCapitalised ? [] : text.matchAll(LONG_NAME)), ...text.matchAll(ABBREVIATION)].map(([name]) => name)),
  ]);
  return named.map((names, at) =>
    names
      .filter((name) => !texts.some((text, other) => other !== at && text.includes(name)))
      .filter((name, position) => !names.some((longer, place) => place !== position && longer.includes(name)))
      .slice(0, MOST_NAMES),
  );
}
