import type { Vocabulary } from "./learn/vocabulary.ts";
import type { EqualQuestions } from "./question/equal-questions.ts";
import type { EvidenceModel } from "./question/evidence-reader.ts";
import type { LearnedDecisions, SelfTestResult } from "./self-test.ts";

/** What training a pack yields: plain data that can be kept for the next start. */
export interface TrainedPack extends EvidenceModel, LearnedDecisions {
  /** Ids of the entries, by their numbers in the model. */
  readonly ids: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly equal: EqualQuestions;
  /** How the pack did on its own ways of asking while they were left out. */
  readonly selfTest: readonly SelfTestResult[];
}
