import type { Language } from "../model.ts";
import { splitWords } from "../text/words.ts";
import { isUiLanguage } from "./languages.ts";
import { lexiconOf } from "./lexicon.ts";

const spelled = new Map<Language, ReadonlyMap<string, readonly string[]>>();

/**
 * The words that one typed in chat stands for, in a language: "whats" → "what", "mdp" → "mot", "de", "passe". Most words stand for
 * themselves, and so does every word of a language that Malinois does not speak.
 */
export function spelledOut(typed: string, language: Language): readonly string[] {
  return chatWordsOf(language)?.get(typed) ?? [typed];
}

/** Whether a word is how people write in chat in a language. */
export function isChatWord(word: string, language: Language): boolean {
  return chatWordsOf(language)?.has(word) ?? false;
}

function chatWordsOf(language: Language): ReadonlyMap<string, readonly string[]> | undefined {
  if (!isUiLanguage(language)) return undefined;
  let words = spelled.get(language);
  if (words === undefined) {
    words = new Map(Object.entries(lexiconOf(language).chatWords).map(([short, long]) => [short, splitWords(long)]));
    spelled.set(language, words);
  }
  return words;
}
