import { REPLY_LIMITS } from "../../reply-limits.ts";

const LETTERS: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", þ: "th" };
const FEWEST_CHARACTERS = 3;

/**
 * The id that a title leads to: "Wat kost kopiëren?" is "wat-kost-kopieren". Cut between words where it is too long; `otherwise` where the title has no
 * letter that an id may have.
 */
export function idOf(title: string, otherwise: string): string {
  const plain = title
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[ßæœøđłþ]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/(?<=\p{L})['’](?=(?:s|t|re|ve|ll|d|m)\b)/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const id = shortened(plain, REPLY_LIMITS.id);
  return id.length < FEWEST_CHARACTERS && !/^[a-z0-9]+$/.test(id) ? otherwise : id;
}

/** The id itself, or with the first number from 2 that makes it new; it is then among the taken ones. */
export function newId(id: string, taken: Set<string>): string {
  let found = id;
  for (let number = 2; taken.has(found); number++) found = `${shortened(id, REPLY_LIMITS.id - 5)}-${number}`;
  taken.add(found);
  return found;
}

function shortened(id: string, most: number): string {
  if (id.length <= most) return id;
  const cut = id.slice(0, most + 1);
  const end = cut.lastIndexOf("-");
  return end > most / 2 ? cut.slice(0, end) : id.slice(0, most);
}
