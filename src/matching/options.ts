import type { Language } from "../model.ts";
import type { CommonWords } from "../text/language-detector.ts";
import type { ConditionalLogit } from "./model/conditional-logit.ts";
import type { IsStopWord } from "./question/equal-questions.ts";

/** What the matcher knows in addition to the pack. It must be the same for training and for matching. */
export interface MatcherOptions {
  /** Languages that a question may be in, in addition to the pack's. */
  readonly spokenLanguages: readonly Language[];
  /** Returns the common words of a language, the most common first; none if there is no list for it. */
  readonly commonWords: (language: Language) => CommonWords;
  /** Returns whether a word, in lower case and without accents, is a function word of a language. */
  readonly isStopWord: IsStopWord;
  /** Returns questions in a language that no pack is meant to answer. */
  readonly background: (language: Language) => readonly string[];
  /** Returns groups of words of a language that people use interchangeably. */
  readonly synonyms: (language: Language) => readonly (readonly string[])[];
  /** The decision model fitted on imported drafts. It is used in languages in which an import proposed most of the pack's ways of asking. */
  readonly draftPrior: ConditionalLogit;
  /**
   * The decision model fitted on other packs. It is the prior when a pack's own decision model is fitted, and is used as it is if there are no questions to
   * fit one.
   */
  readonly prior: ConditionalLogit;
}
