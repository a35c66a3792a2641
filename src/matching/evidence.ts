import type { Stem } from "../text/stemming.ts";
import { buildExamplesIndex } from "./examples-index.ts";
import { buildFeatureSpace } from "./features.ts";
import { type LinearClassifier, scoreClasses, trainLinearClassifier } from "./linear-classifier.ts";
import { buildTermCoverage, type StemImportance } from "./term-coverage.ts";

/** One way of asking, as words, and the entry (by position) that it asks for. */
export interface Example {
  readonly words: readonly string[];
  readonly entry: number;
}

/** What speaks for one entry as the answer to a question. */
export interface CandidateEvidence {
  readonly entry: number;
  /** Signed distance to the classifier's plane; unbounded, about −2 to 2. */
  readonly classifier: number;
  /** Similarity to the entry's nearest examples, 0–1. */
  readonly nearest: number;
  /** Share of the question's weight in words of the entry, 0–1. */
  readonly coveredShare: number;
  /** The same as a weight: many covered words say more than one. */
  readonly coveredWeight: number;
  /** The weighted sum that ranks candidates. */
  readonly total: number;
}

export interface QuestionEvidence {
  /** Best first, at most {@link MAX_CANDIDATES}. */
  readonly candidates: readonly CandidateEvidence[];
  /** Share of the question's weight in words that the pack never uses, 0–1. */
  readonly unknownShare: number;
  /** The question names a country that the best candidate never mentions. */
  readonly namesOtherPlace: boolean;
  /** Stems of the question that the best candidate uses and that mean something. */
  readonly matchedStems: readonly string[];
}

/** Gathers evidence for a question, given as words with typing errors fixed. */
export type EvidenceGatherer = (words: readonly string[]) => QuestionEvidence;

/** Only the classifier's best entries are looked at closely. */
export const MAX_CANDIDATES = 8;
const NEAREST_WEIGHT = 0.3;
const COVERAGE_WEIGHT = 0.5;
/** From this importance (0–1) a word is worth naming when somebody asks why. */
const MEANINGFUL_IMPORTANCE = 0.45;

export interface EvidenceSources {
  readonly examples: readonly Example[];
  readonly entryCount: number;
  /** Words of each entry beyond its examples: summary, points, steps. */
  readonly bodies: readonly (readonly string[])[];
  readonly stem: Stem;
  readonly importance: StemImportance;
  /** Stems of the names of countries. */
  readonly places: ReadonlySet<string>;
}

export interface LearnedEvidence {
  readonly gather: EvidenceGatherer;
  readonly classifier: LinearClassifier;
}

/**
 * Learns from the examples of a pack in one language.
 * @param trained the classifier that an earlier call with the same sources made; without it, training takes up to seconds
 */
export function learnEvidence(sources: EvidenceSources, trained?: LinearClassifier): LearnedEvidence {
  const { examples, entryCount, bodies, stem, importance, places } = sources;
  const space = buildFeatureSpace(
    examples.map(({ words }) => words),
    stem,
  );
  const vectors = examples.map(({ words }) => space.vectorise(words));
  const labels = Int32Array.from(examples, ({ entry }) => entry);
  const classifier = trained ?? trainLinearClassifier(vectors, labels, entryCount, space.size);
  const index = buildExamplesIndex(vectors, labels, entryCount, space.size);
  const stemsOfEntries = Array.from({ length: entryCount }, (_, entry) => new Set((bodies[entry] ?? []).map(stem)));
  for (const { words, entry } of examples) for (const word of words) stemsOfEntries[entry]?.add(stem(word));
  const coverage = buildTermCoverage(stemsOfEntries, importance);

  function gather(words: readonly string[]): QuestionEvidence {
    const vector = space.vectorise(words);
    const stems = words.map(stem);
    const scores = scoreClasses(classifier, vector);
    const similarities = index.similarities(vector);
    const candidates = bestIndices(scores, MAX_CANDIDATES).map((entry): CandidateEvidence => {
      const own = scores[entry] ?? 0;
      const nearest = similarities[entry] ?? 0;
      const { share, weight } = coverage.covered(stems, entry);
      const total = own + NEAREST_WEIGHT * nearest + COVERAGE_WEIGHT * share;
      return { entry, classifier: own, nearest, coveredShare: share, coveredWeight: weight, total };
    });
    candidates.sort((a, b) => b.total - a.total || a.entry - b.entry);
    const known = stemsOfEntries[candidates[0]?.entry ?? -1] ?? new Set();
    return {
      candidates,
      unknownShare: coverage.unknownShare(stems),
      namesOtherPlace: stems.some((each) => places.has(each) && !known.has(each)),
      matchedStems: stems.filter((each) => known.has(each) && importance(each) > MEANINGFUL_IMPORTANCE),
    };
  }

  return { gather, classifier };
}

function bestIndices(scores: Float64Array, count: number): number[] {
  return Array.from(scores, (_, index) => index)
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
    .slice(0, count);
}
