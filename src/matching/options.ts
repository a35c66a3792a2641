import type { Language } from "../model.ts";
import type { CommonWords } from "../text/language-detector.ts";
import type { ConditionalLogit } from "./model/conditional-logit.ts";
import type { IsStopWord } from "./question/equal-questions.ts";

/** What the matcher knows beside the pack: the same when it learns and when it is asked. */
export interface MatcherOptions {
  /** Languages a question may be in, beside the pack's. */
  readonly spokenLanguages: readonly Language[];
  /** A language's words, the most common first; empty where no list is at hand. */
  readonly commonWords: (language: Language) => CommonWords;
  /** Whether a word, lower case and without accents, is a function word of a language. */
  readonly isStopWord: IsStopWord;
  /** Questions in a language that no pack is meant to answer. */
  readonly background: (language: Language) => readonly string[];
  /** Groups of words of a language that people use for one another. */
  readonly synonyms: (language: Language) => readonly (readonly string[])[];
  /** The decision that imported drafts taught: stands in while most ways of asking of a pack are proposed. */
  readonly draftPrior: ConditionalLogit;
  /** The decision that other packs taught: stands in until the pack has enough questions of its own. */
  readonly prior: ConditionalLogit;
}
