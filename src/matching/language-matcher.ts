import type { Candidate } from "../model.ts";
import { seededRandom } from "../text/random.ts";
import { createStemmer, type Stem } from "../text/stemming.ts";
import { splitWords } from "../text/words.ts";
import { answerProbability, type Calibration, calibrate, scopeProbability } from "./calibration.ts";
import { createDecoyMaker } from "./decoys.ts";
import { type Example, learnEvidence, type QuestionEvidence } from "./evidence.ts";
import type { LinearClassifier } from "./linear-classifier.ts";
import { placeNames } from "./place-names.ts";
import { createSpellingCorrector } from "./spelling.ts";
import type { StemImportance } from "./term-coverage.ts";

/** What the matcher learns of one entry in one language. */
export interface Learnable {
  readonly id: string;
  readonly questions: readonly string[];
  /** Title and keywords: ways of asking that are always learned. */
  readonly names: readonly string[];
  /** The text of the answer. */
  readonly body: string;
}

export interface Ranking {
  /** Best first; the first one's confidence is the probability (0–1) that it is the answer. */
  readonly candidates: readonly Candidate[];
  /** The probability (0–1) that the question is about something in the pack. */
  readonly inScope: number;
  readonly evidence: QuestionEvidence;
  /** Words of the question, fixed, that speak for the best candidate. */
  readonly matched: readonly string[];
}

/** What took the time to learn, as plain data that can be kept for the next start. */
export interface TrainedLanguage {
  readonly classifier: LinearClassifier;
  readonly calibration: Calibration;
}

/** Ranks the entries of one language for a question. */
export interface LanguageMatcher {
  readonly trained: TrainedLanguage;
  /** @param correctTypingErrors false for a question in another language: its words are no slips of this one's */
  rank(question: string, correctTypingErrors: boolean): Ranking;
}

/**
 * Learns a pack in one language. Deterministic: the same entries give the same matcher.
 * @param commonWords the language's words, the most common first; empty where no list is at hand
 * @param trained what an earlier call with the same entries and words learned; makes this one quick
 */
export function learnLanguage(
  language: string,
  entries: readonly Learnable[],
  commonWords: readonly string[],
  trained?: TrainedLanguage,
): LanguageMatcher {
  const stem = createStemmer(language);
  const examples: Example[] = entries.flatMap(({ names, questions }, entry) =>
    [...names, ...questions].map((text) => ({ words: splitWords(text), entry })),
  );
  const isQuestion = entries.flatMap(({ names, questions }) => [...names.map(() => false), ...questions.map(() => true)]);
  const bodies = entries.map(({ body }) => body.split("\n").flatMap(splitWords));
  const frequencies = countWords([...examples.map(({ words }) => words), ...bodies]);
  const importance = importanceOf(commonWords, stem);
  const places = new Set([...placeNames(language, commonWords)].map(stem));
  const sources = { examples, entryCount: entries.length, bodies, stem, importance, places };
  const calibrateAfresh = () => {
    const replacements = commonWords.length > 0 ? commonWords : [...frequencies.keys()];
    const makeDecoy = createDecoyMaker(replacements, (word) => importance(stem(word)), seededRandom(1));
    return calibrate(sources, (index) => isQuestion[index] ?? false, makeDecoy);
  };
  const calibration = trained?.calibration ?? calibrateAfresh();
  const { gather, classifier } = learnEvidence(sources, trained?.classifier);
  const spelling = createSpellingCorrector(frequencies, new Set(commonWords));

  return {
    trained: { classifier, calibration },
    rank(question, correctTypingErrors) {
      const typed = splitWords(question);
      const words = correctTypingErrors ? spelling.correct(typed) : typed;
      const evidence = gather(words);
      const matched = [...new Set(words.filter((word) => evidence.matchedStems.includes(stem(word))))];
      const inScope = scopeProbability(calibration, evidence);
      const confidences = shareConfidence(evidence, answerProbability(calibration, evidence), inScope);
      const candidates = evidence.candidates.map(({ entry }, index) => ({
        id: entries[entry]?.id ?? "",
        confidence: confidences[index] ?? 0,
      }));
      return { candidates, inScope, evidence, matched };
    },
  };
}

function countWords(texts: readonly (readonly string[])[]): Map<string, number> {
  const frequencies = new Map<string, number>();
  for (const words of texts) for (const word of words) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  return frequencies;
}

/** A word's importance grows with the logarithm of its rank among the common words: 0 for the commonest, 1 for a rare one. */
function importanceOf(commonWords: readonly string[], stem: Stem): StemImportance {
  const ofStem = new Map<string, number>();
  commonWords.forEach((word, rank) => {
    const key = stem(word);
    if (!ofStem.has(key)) ofStem.set(key, Math.log(1 + rank) / Math.log(commonWords.length));
  });
  return (key) => ofStem.get(key) ?? 1;
}

/** How sharply the rest of the probability falls on the candidates nearest to the best. */
const SHARPNESS = 6;

/** The best candidate has its own probability; the others share what is left of the question's being in scope. */
function shareConfidence({ candidates }: QuestionEvidence, best: number, inScope: number): number[] {
  const rest = Math.max(0, inScope - best);
  const weights = candidates.slice(1).map(({ total }) => Math.exp(SHARPNESS * (total - (candidates[0]?.total ?? 0))));
  const sum = weights.reduce((total, weight) => total + weight, 0) || 1;
  return [best, ...weights.map((weight) => Math.min(best, (rest * weight) / sum))];
}
