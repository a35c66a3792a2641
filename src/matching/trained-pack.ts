import type { Language } from "../model.ts";
import type { Vocabulary } from "./learn/vocabulary.ts";
import type { ConditionalLogit } from "./model/conditional-logit.ts";
import type { EqualQuestions } from "./question/equal-questions.ts";
import type { EvidenceModel } from "./question/evidence-reader.ts";
import type { SelfTestResult } from "./self-test.ts";

/** The result of training a pack: plain data that can be saved for the next start. */
export interface TrainedPack extends EvidenceModel {
  /** Entry ids, indexed by the entries' numbers in the model. */
  readonly ids: readonly string[];
  /** The decision model of each language of the pack and, under "", the one for all other languages. */
  readonly decisions: Readonly<Record<Language, ConditionalLogit>>;
  readonly vocabulary: Vocabulary;
  readonly equal: EqualQuestions;
  /** How the matcher answered the pack's own ways of asking while they were left out of training. */
  readonly selfTest: readonly SelfTestResult[];
}
