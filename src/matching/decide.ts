import type { Candidate } from "../model.ts";

/**
 * The bounds between answer, choices and unknown, on calibrated probabilities. Set once for all packs; how: DESIGN.md,
 * "Bounds".
 */
export const BOUNDS = {
  /** From this probability the best candidate is given as the answer. */
  answer: 0.55,
  /** Below this probability that any entry is meant, nothing is offered. */
  scope: 0.35,
} as const;

const FEWEST_CHOICES = 2;
const MOST_CHOICES = 4;

export interface Judgement {
  /** Best first. */
  readonly candidates: readonly Candidate[];
  /** The probability that none of the candidates is meant. */
  readonly none: number;
  /** Whether the question names a country that the best candidate is not about. */
  readonly namesOtherPlace: boolean;
  /** How many content words of the question the best candidate uses, and how many it lacks. */
  readonly shared: number;
  readonly lacking: number;
}

/** Turns probabilities into an outcome and the number of candidates worth offering. */
export function decide({ candidates, none, namesOtherPlace, shared, lacking }: Judgement): {
  outcome: "answer" | "choices" | "unknown";
  offered: number;
} {
  const best = candidates[0];
  if (best === undefined || shared === 0 || 1 - none < BOUNDS.scope) return { outcome: "unknown", offered: 0 };
  // A single word in common may mean something else: "monitor" is no threat monitoring.
  const isByOneWord = shared === 1 && lacking > 0;
  if (best.confidence >= BOUNDS.answer && !namesOtherPlace && !isByOneWord) return { outcome: "answer", offered: 1 };
  return { outcome: "choices", offered: Math.min(MOST_CHOICES, Math.max(FEWEST_CHOICES, candidates.length)) };
}
