import type { Candidate, Language } from "../model.ts";
import { type Decided, decide } from "./decide.ts";
import { type ConditionalLogit, probabilities } from "./model/conditional-logit.ts";
import type { MatcherOptions } from "./options.ts";
import { createEqualityReader, type EqualQuestions } from "./question/equal-questions.ts";
import { CONTENT_IMPORTANCE } from "./question/evidence.ts";
import { createEvidenceReader, type EvidenceModel, type ReadWord } from "./question/evidence-reader.ts";
import type { LanguageTools } from "./question/language-tools.ts";

/** The part of a trained model that ranking needs. */
export interface RankedModel extends EvidenceModel {
  /** Entry ids, indexed by the entries' numbers in the model. */
  readonly ids: readonly string[];
  readonly equal: EqualQuestions;
}

/** The entries that a question may ask for. */
export interface Ranking {
  /** Best first, at most eight, each with the probability that it is the answer. */
  readonly candidates: readonly Candidate[];
  /** The probability that none of the candidates is the answer. */
  readonly none: number;
  /** The content words of the question that the best candidate uses. */
  readonly matched: readonly string[];
  /** Decides the outcome for these candidates, or for others given instead of them, which must have the same best candidate. */
  decide(candidates?: readonly Candidate[]): Decided;
}

/**
 * Ranks entries for the words of a question, with typos corrected.
 * @param isOff returns whether an entry is switched off and so never found: its probability is added to `none`, not to the other entries
 */
export type Rank = (words: readonly string[], language: Language, isOff?: (id: string) => boolean) => Ranking;

export interface RankOptions {
  readonly tools: ReadonlyMap<Language, LanguageTools>;
  readonly isStopWord: MatcherOptions["isStopWord"];
  /** Returns the decision model for questions in a language. */
  readonly decisionFor: (language: Language) => ConditionalLogit;
  /** The number of words whose use is cached. Absent: as many as a large pack needs. */
  readonly remembered?: number;
}

/** A country that at least this share and this number of entries mention is the pack's home country: an entry may be about it without naming it. */
const HOME = { share: 0.1, fewest: 3 } as const;
/** The probability given to an entry whose title or way of asking is the question word for word, or to all entries of an ambiguous question together. */
export const EQUAL_CONFIDENCE = 0.95;

/** Makes the function that ranks a model's entries. */
export function createRank(model: RankedModel, { tools, isStopWord, decisionFor, remembered }: RankOptions): Rank {
  const gather = createEvidenceReader(model, tools, remembered);
  const findEqual = createEqualityReader(model.equal, isStopWord);
  const { ids } = model;
  const { entryCount } = model.terms;

  /**
   * Returns whether a word names a country or its language, in any language: "Österreich" in an English question. A common word of the question's language
   * counts only if it is such a name in that language.
   */
  function isPlace(word: string, language: Language): boolean {
    const own = tools.get(language);
    if (own?.isPlace(word)) return true;
    return own?.isCommon(word) !== true && [...tools.values()].some((other) => other.isPlace(word));
  }

  /** Returns whether a word names a country that is not the pack's home country and not in the best entry's title, keywords or ways of asking. */
  const isOtherPlace = ({ word, use }: ReadWord, best: number, language: Language) =>
    !use.names.includes(best) && use.all.length < Math.max(HOME.fewest, HOME.share * entryCount) && isPlace(word, language);

  return (words, language, isOff = () => false) => {
    const { words: weighed, evidence } = gather(words, language);
    const chances = probabilities(decisionFor(language), evidence);
    const ranked = evidence.candidates.map(({ entry }, at) => ({ entry, confidence: chances[at] ?? 0 }));
    const all = preferring(findEqual(words, language), ranked, chances[ranked.length] ?? 1);
    const { candidates, none } = withoutThose(({ entry }) => isOff(ids[entry] ?? ""), all);
    const best = candidates[0]?.entry ?? -1;
    const content = weighed.filter(({ importance }) => importance > CONTENT_IMPORTANCE);
    const speaking = content.filter(({ use }) => use.all.includes(best));
    const named = candidates.map(({ entry, confidence }) => ({ id: ids[entry] ?? "", confidence }));
    const facts = {
      none,
      namesOtherPlace: weighed.some((word) => isOtherPlace(word, best, language)),
      shared: speaking.length,
      lacking: content.length - speaking.length,
    };
    return {
      candidates: named,
      none,
      matched: speaking.map(({ word }) => word),
      decide: (instead = named) => decide({ ...facts, candidates: instead }),
    };
  };
}

interface RankedEntry {
  readonly entry: number;
  readonly confidence: number;
}

interface Chances {
  /** Best first. */
  readonly candidates: readonly RankedEntry[];
  readonly none: number;
}

/**
 * Sorts the candidates, best first. Entries that were asked for word for word come before all others, in their order, and share {@link EQUAL_CONFIDENCE}
 * equally; the others share the rest. A single one that is likelier without that keeps its probability.
 */
function preferring(equal: readonly number[], ranked: readonly RankedEntry[], none: number): Chances {
  const isEqual = ({ entry }: RankedEntry) => equal.includes(entry);
  const own = ranked.filter(isEqual).reduce((sum, { confidence }) => sum + confidence, 0);
  const candidates = [...ranked].sort((a, b) => b.confidence - a.confidence);
  if (equal.length === 0 || (equal.length === 1 && own >= EQUAL_CONFIDENCE)) return { candidates, none };
  const scale = (1 - EQUAL_CONFIDENCE) / Math.max(1 - own, Number.EPSILON);
  const others = candidates.filter((candidate) => !isEqual(candidate));
  return {
    candidates: [
      ...equal.map((entry) => ({ entry, confidence: EQUAL_CONFIDENCE / equal.length })),
      ...others.map(({ entry, confidence }) => ({ entry, confidence: confidence * scale })),
    ],
    none: none * scale,
  };
}

/** Removes some candidates and adds their probability to `none`: somebody who meant one of them did not mean any of the others. */
function withoutThose(isLeftOut: (ranked: RankedEntry) => boolean, { candidates, none }: Chances): Chances {
  const left = candidates.filter((ranked) => !isLeftOut(ranked));
  if (left.length === candidates.length) return { candidates, none };
  return { candidates: left, none: 1 - left.reduce((sum, { confidence }) => sum + confidence, 0) };
}
