import type { Language } from "../../model.ts";
import { createCompoundSplitter, type SplitCompound } from "../../text/compounds.ts";
import { stripAccents } from "../../text/words.ts";
import type { WordUses } from "../learn/vocabulary.ts";
import type { IsStopWord } from "./equal-questions.ts";
import type { LanguageTools } from "./language-tools.ts";

/** This many of a language's commonest words may be parts of compounds, and are not split themselves. */
const MOST_COMMON = 6_000;

/**
 * Returns a splitter for each language that writes compounds as one word. The parts of a compound are words that the pack uses in the language, or
 * are among the commonest of the language: "wachtwoordmanager" is read as "wachtwoord manager".
 */
export function compoundSplitters(
  { isUsedIn }: WordUses,
  tools: ReadonlyMap<Language, LanguageTools>,
  isStopWord: IsStopWord,
): ReadonlyMap<Language, SplitCompound> {
  const splitters = new Map<Language, SplitCompound>();
  for (const [language, { commonWords }] of tools) {
    const common = new Set(commonWords.slice(0, MOST_COMMON));
    const isPart = (word: string) => (common.has(word) || isUsedIn(word, language)) && !isStopWord(stripAccents(word), language);
    const split = createCompoundSplitter(language, isPart, (word) => common.has(word));
    if (split !== undefined) splitters.set(language, split);
  }
  return splitters;
}
