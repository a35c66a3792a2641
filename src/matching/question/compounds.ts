import type { Language } from "../../model.ts";
import { createCompoundSplitter, type SplitCompound } from "../../text/compounds.ts";
import { stripAccents } from "../../text/words.ts";
import type { IsStopWord } from "./equal-questions.ts";
import type { LanguageTools } from "./language-tools.ts";

/** The commonest words of a language are parts of others, and are words by themselves. */
const MOST_COMMON = 6_000;

/**
 * The splitters of the languages that write compounds in one word, by the words of the pack and the commonest of the language: "wachtwoordmanager" is
 * read as "wachtwoord manager".
 * @param vocabulary the pack's words
 */
export function compoundSplitters(
  vocabulary: ReadonlySet<string>,
  tools: ReadonlyMap<Language, LanguageTools>,
  isStopWord: IsStopWord,
): ReadonlyMap<Language, SplitCompound> {
  const splitters = new Map<Language, SplitCompound>();
  for (const [language, { commonWords }] of tools) {
    const common = new Set(commonWords.slice(0, MOST_COMMON));
    const isPart = (word: string) => (common.has(word) || vocabulary.has(word)) && !isStopWord(stripAccents(word), language);
    const split = createCompoundSplitter(language, isPart, (word) => common.has(word));
    if (split !== undefined) splitters.set(language, split);
  }
  return splitters;
}
