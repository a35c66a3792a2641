/** Makes ways of asking from the kept questions. Pure. */

/** Returns each text once, as somebody could ask it, without the marks of what was left out. */
export function waysOf(texts: readonly string[]): readonly string[] {
  const ways = texts.map((text) =>
    text
      .replace(/…|\[(?:name|address|number|token|mail|link)\]/gu, " ")
      .replace(/\s+([,.;:?!])/gu, "$1")
      .replace(/\s+/gu, " ")
      .replace(/^[\s,.;:-]+|[\s,;:-]+$/gu, "")
      .trim(),
  );
  const found = new Map<string, string>();
  for (const way of ways) if (/\p{L}/u.test(way) && !found.has(way.toLowerCase())) found.set(way.toLowerCase(), way);
  return [...found.values()];
}
