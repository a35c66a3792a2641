import type { Language } from "../model.ts";
import type { Vocabulary } from "./learn/vocabulary.ts";
import type { ConditionalLogit } from "./model/conditional-logit.ts";
import type { EqualQuestions } from "./question/equal-questions.ts";
import type { EvidenceModel } from "./question/evidence-reader.ts";
import type { SelfTestResult } from "./self-test.ts";

/** What training a pack yields: plain data that can be kept for the next start. */
export interface TrainedPack extends EvidenceModel {
  /** Ids of the entries, by their numbers in the model. */
  readonly ids: readonly string[];
  /** For each language of the pack, and under "" for all others. */
  readonly decisions: Readonly<Record<Language, ConditionalLogit>>;
  readonly vocabulary: Vocabulary;
  readonly equal: EqualQuestions;
  /** How the pack did on its own ways of asking while they were left out. */
  readonly selfTest: readonly SelfTestResult[];
}
