import type { Language } from "../../model.ts";
import { stripAccents } from "../../text/words.ts";
import { createVectoriser, type FeatureSpace } from "../model/features.ts";
import { createPassageReader, type PassageIndex } from "../model/passages.ts";
import type { LinearModel } from "../model/softmax.ts";
import { createTermReader, type TermIndex, type WordUse } from "../model/terms.ts";
import { gatherEvidence, type QuestionEvidence, type QuestionWord, wordWeight } from "./evidence.ts";
import type { LanguageTools } from "./language-tools.ts";

/** The number of words whose use is cached. A full cache is cleared, so that memory is bounded no matter what people type. */
const MOST_REMEMBERED = 5_000;

export interface EvidenceModel {
  readonly space: FeatureSpace;
  readonly model: LinearModel;
  readonly terms: TermIndex;
  /** The index of drafts' sentences. Absent if the pack is not a draft in any language. */
  readonly passages?: PassageIndex;
}

/** A word of a question with its evidence, as read. */
export interface ReadWord extends QuestionWord {
  readonly word: string;
}

/**
 * Makes the function that gathers evidence for a question, given as words, in a language.
 * @param remembered the number of words whose use is cached
 */
export function createEvidenceReader(
  { space, model, terms, passages }: EvidenceModel,
  tools: ReadonlyMap<Language, LanguageTools>,
  remembered = MOST_REMEMBERED,
): (
  words: readonly string[],
  language: Language,
) => { readonly words: readonly ReadWord[]; readonly evidence: QuestionEvidence } {
  const vectorise = createVectoriser(space);
  const scores = new Float64Array(model.biases.length);
  const readWords = createWordReader(terms, tools, remembered);
  const stemmers = new Map([...tools].map(([language, { stem }]) => [language, stem]));
  const readPassages = passages === undefined ? () => undefined : createPassageReader(passages, stemmers);
  return (words, language) => {
    const read = readWords(words, language);
    const vector = vectorise(words, tools.get(language)?.stem ?? stripAccents);
    return { words: read, evidence: gatherEvidence(model, vector, read, scores, readPassages(read, language)) };
  };
}

/** Makes the function that weighs the words of a question, in order. Of words with the same stem, only the first counts. */
export function createWordReader(
  terms: TermIndex,
  tools: ReadonlyMap<Language, LanguageTools>,
  remembered = MOST_REMEMBERED,
): (words: readonly string[], language: Language) => ReadWord[] {
  const stemmers = new Map(
    [...tools].filter(([language]) => terms.languages.includes(language)).map(([language, { stem }]) => [language, stem]),
  );
  const readTerm = createTermReader(terms, stemmers);
  const uses = new Map<string, WordUse>();
  function useOf(word: string): WordUse {
    const known = uses.get(word);
    if (known !== undefined) return known;
    if (uses.size >= remembered) uses.clear();
    const use = readTerm(word);
    uses.set(word, use);
    return use;
  }
  return (words, language) => {
    const own = tools.get(language);
    const seen = new Set<string>();
    return words.flatMap((word) => {
      const stem = own?.stem(word) ?? stripAccents(word);
      if (seen.has(stem)) return [];
      seen.add(stem);
      const use = useOf(word);
      const importance = own?.importance(word) ?? 1;
      return [{ word, importance, use, weight: wordWeight(importance, word.length, use.all.length, terms.entryCount) }];
    });
  };
}
