import type { Pack } from "../../model.ts";

/** Returns what administrators are told of a pack: "belgium, 516 entries in en, nl, fr, de". */
export function packInShort({ id, entries, languages }: Pick<Pack, "id" | "entries" | "languages">): string {
  return `${id}, ${entries.length} ${entries.length === 1 ? "entry" : "entries"} in ${languages.join(", ")}`;
}
