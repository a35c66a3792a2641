import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { createKnownWords, type KnownWords } from "../../src/gaps/known-words.ts";
import { shippedWordLists } from "../../src/gaps/word-lists.ts";
import type { Language, Pack } from "../../src/model.ts";
import { CANTEEN } from "../matching/toy-pack.ts";

export const { isStopWord } = MATCHER_OPTIONS;

const made = new Map<Pick<Pack, "entries">, (language: Language) => KnownWords>();

/** Returns the words that are known with a pack and the word lists that ship. */
export function knownWords(language: Language, pack: Pick<Pack, "entries"> = CANTEEN): KnownWords {
  const known = made.get(pack) ?? createKnownWords(pack, shippedWordLists());
  made.set(pack, known);
  return known(language);
}
