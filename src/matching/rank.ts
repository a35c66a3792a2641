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
  /** The probability that none of the model's entries is. */
  readonly none: number;
  /** Words of the question that speak for the best candidate. */
  readonly matched: readonly string[];
  /** Decides the outcome for these candidates, or for others given instead of them, which must have the same best candidate. */
  decide(candidates?: readonly Candidate[]): Decided;
}

/**
 * Ranks entries for the words of a question, with typos corrected.
 * @param isOff whether an entry is switched off, and so never found: its probability goes to `none`, not to the other entries
 */
export type Rank = (words: readonly string[], language: Language, isOff?: (id: string) => boolean) => Ranking;

export interface RankOptions {
  readonly tools: ReadonlyMap<Language, LanguageTools>;
  readonly isStopWord: MatcherOptions["isStopWord"];
  /** Returns the decision model for questions in a language. */
  readonly decisionFor: (language: Language) => ConditionalLogit;
  /** How many words' uses are cached. Absent: as many as a large pack needs. */
  readonly remembered?: number;
}

/** A country that this share and number of entries mention is the pack's own, so an entry that does not name it may still be about it. */
const HOME = { share: 0.1, fewest: 3 } as const;
/** The probability given to an entry whose title or way of asking is the question word for word. */
export const EQUAL_CONFIDENCE = 0.95;

/** Makes the function that ranks a model's entries. */
export function createRank(model: RankedModel, { tools, isStopWord, decisionFor, remembered }: RankOptions): Rank {
  const gather = createEvidenceReader(model, tools, remembered);
  const findEqual = createEqualityReader(model.equal, isStopWord);
  const { ids } = model;
  const { entryCount } = model.terms;

  /** A country, as its own people write it too: "Österreich" in an English question, but not what is an everyday word in the question's language. */
  function isPlace(word: string, language: Language): boolean {
    const own = tools.get(language);
    if (own?.isPlace(word)) return true;
    return own?.isCommon(word) !== true && [...tools.values()].some((other) => other.isPlace(word));
  }

  /** A country that the best entry does not name in its title, keywords or ways of asking, and that is not where the pack is at home. */
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

/** Sorts the candidates, best first. An entry that was asked for word for word comes before all others, which share the remaining probability. */
function preferring(equal: number | undefined, ranked: readonly RankedEntry[], none: number): Chances {
  const own = ranked.find(({ entry }) => entry === equal)?.confidence ?? 0;
  const candidates = [...ranked].sort((a, b) => b.confidence - a.confidence);
  if (equal === undefined || own >= EQUAL_CONFIDENCE) return { candidates, none };
  const scale = (1 - EQUAL_CONFIDENCE) / Math.max(1 - own, Number.EPSILON);
  const others = candidates.filter(({ entry }) => entry !== equal);
  return {
    candidates: [
      { entry: equal, confidence: EQUAL_CONFIDENCE },
      ...others.map(({ entry, confidence }) => ({ entry, confidence: confidence * scale })),
    ],
    none: none * scale,
  };
}

/** Removes some candidates. Somebody who meant one of those means none of the others, so the others keep their probabilities. */
function withoutThose(isLeftOut: (ranked: RankedEntry) => boolean, { candidates, none }: Chances): Chances {
  const left = candidates.filter((ranked) => !isLeftOut(ranked));
  if (left.length === candidates.length) return { candidates, none };
  return { candidates: left, none: 1 - left.reduce((sum, { confidence }) => sum + confidence, 0) };
}
