import type { SparseVector } from "../model/features.ts";
import { type LinearModel, scoreClasses } from "../model/softmax.ts";
import type { WordUse } from "../model/terms.ts";

/** The evidence for one entry as the answer, as features of the conditional logit. */
export interface CandidateEvidence {
  readonly entry: number;
  /**
   * The log-odds against the best entry (0 or less); the share of the question's weight in words of the entry; and the share in words of its names or, in a
   * draft, of a single sentence.
   */
  readonly features: readonly [number, number, number];
}

/** The evidence that a model finds in a question, as features of the conditional logit. */
export interface QuestionEvidence {
  /** Best first, at most {@link MOST_CANDIDATES}. */
  readonly candidates: readonly CandidateEvidence[];
  /** The evidence for "none of them": twelve numbers. */
  readonly none: readonly number[];
}

/** This many of the model's best entries become candidates. */
export const MOST_CANDIDATES = 8;

/** A word of a question, with its weight and what the weight depends on. */
export interface QuestionWord {
  /** 0 (function word) to 1 (rare in the language). */
  readonly importance: number;
  readonly weight: number;
  readonly use: WordUse;
}

/** A word above this importance (0–1) says what a question is about, not how it is put. */
export const CONTENT_IMPORTANCE = 0.45;
/** A word above this importance (0–1) names a topic, unlike "how", "work" or "people". */
export const TOPIC_IMPORTANCE = 0.6;
/** The weight of a word that no entry uses and that is not common in the language or is shorter than three letters: it may be a name. */
const UNKNOWN_WEIGHT = 0.3;
/** The weight of a word that every entry uses, as a share of the weight of an equally important word that no entry uses. */
const LEAST_WEIGHT = 0.2;
const MOST_LACKING = 6;
const MOST_CONTENT = 12;

/** Returns the weight of a word: the rarer it is in the pack and in the language, the greater. */
export function wordWeight(importance: number, length: number, users: number, entryCount: number): number {
  if (users === 0 && (importance === 1 || length < 3)) return UNKNOWN_WEIGHT;
  const rarity = (frequency: number) => Math.log(1 + (entryCount - frequency + 0.5) / (frequency + 0.5));
  return (LEAST_WEIGHT + ((1 - LEAST_WEIGHT) * rarity(users)) / rarity(0)) * importance;
}

/**
 * Gathers evidence for a question.
 * @param inPassages for a draft, the weight of the question's words in the best sentence of each entry. It replaces the weight in the names, which were made
 * from the text
 * @param scores a buffer for the model's scores, which is overwritten: one score for each entry, and the last for "none of them"
 */
export function gatherEvidence(
  model: LinearModel,
  vector: SparseVector,
  words: readonly QuestionWord[],
  scores: Float64Array,
  inPassages?: ReadonlyMap<number, number>,
): QuestionEvidence {
  scoreClasses(model, vector, scores);
  const none = scores.length - 1;
  const best = bestEntries(scores, none);
  const top = best.length === 0 ? 0 : (scores[best[0] as number] as number);
  let spread = 0;
  for (let entry = 0; entry < none; entry++) spread += Math.exp((scores[entry] as number) - top);
  const total = words.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const covered = best.map((entry) => {
    const found = coverage(words, entry);
    return inPassages === undefined ? found : { ...found, names: inPassages.get(entry) ?? 0 };
  });
  const candidates = best.map((entry, at): CandidateEvidence => {
    const { all, names } = covered[at] ?? NOTHING;
    return { entry, features: [(scores[entry] as number) - top, all / total, names / total] };
  });
  const { all, names, heaviestLacking, contentLacking } = covered[0] ?? NOTHING;
  const share = (of: (word: QuestionWord) => boolean) =>
    words.reduce((sum, word) => sum + (of(word) ? word.weight : 0), 0) / total;
  return {
    candidates,
    none: [
      (scores[none] as number) - top,
      Math.log(spread || 1),
      top,
      share(({ use }) => use.all.length === 0),
      share(({ use }) => use.names.length === 0),
      all / total,
      names / total,
      inPassages === undefined ? all : names,
      heaviestLacking,
      Math.min(contentLacking, MOST_LACKING),
      Math.min(words.filter(({ importance }) => importance > CONTENT_IMPORTANCE).length, MOST_CONTENT),
      1,
    ],
  };
}

interface Coverage {
  /** The weight of the words that the entry uses. */
  readonly all: number;
  /** The weight of the words that it uses in its names. */
  readonly names: number;
  /** The weight of the heaviest word that it lacks. */
  readonly heaviestLacking: number;
  /** How many content words it lacks. */
  readonly contentLacking: number;
}

const NOTHING: Coverage = { all: 0, names: 0, heaviestLacking: 0, contentLacking: 0 };

function coverage(words: readonly QuestionWord[], entry: number): Coverage {
  let all = 0;
  let names = 0;
  let heaviestLacking = 0;
  let contentLacking = 0;
  for (const { weight, importance, use } of words) {
    if (use.names.includes(entry)) names += weight;
    if (use.all.includes(entry)) all += weight;
    else {
      heaviestLacking = Math.max(heaviestLacking, weight);
      if (importance > CONTENT_IMPORTANCE) contentLacking += 1;
    }
  }
  return { all, names, heaviestLacking, contentLacking };
}

/** Returns the entries with the highest scores, best first. Of equal scores, the one with the lower number comes first. */
function bestEntries(scores: Float64Array, entryCount: number): number[] {
  const best: number[] = [];
  for (let entry = 0; entry < entryCount; entry++) {
    const score = scores[entry] as number;
    if (best.length === MOST_CANDIDATES && score <= (scores[best[MOST_CANDIDATES - 1] as number] as number)) continue;
    let place = best.length;
    while (place > 0 && (scores[best[place - 1] as number] as number) < score) place--;
    best.splice(place, 0, entry);
    if (best.length > MOST_CANDIDATES) best.pop();
  }
  return best;
}
