import type { Ranking } from "./language-matcher.ts";

/**
 * The bounds between answer, choices and unknown, on calibrated probabilities. Set once for all packs; how: DESIGN.md,
 * "Bounds".
 */
export const BOUNDS = {
  /** From this probability the best candidate is given as the answer. */
  answer: 0.6,
  /** Below this probability of being in scope, nothing is offered. */
  scope: 0.18,
  /** Candidates this far behind the best (in evidence, not probability) are not offered. */
  close: 0.75,
} as const;

const FEWEST_CHOICES = 2;
const MOST_CHOICES = 4;

/** Turns a ranking into an outcome and the number of candidates worth offering. */
export function decide({ candidates, inScope, evidence }: Ranking): {
  outcome: "answer" | "choices" | "unknown";
  offered: number;
} {
  const best = evidence.candidates[0];
  if (best === undefined || best.coveredWeight === 0 || inScope < BOUNDS.scope) return { outcome: "unknown", offered: 0 };
  const close = evidence.candidates.filter(({ total }) => total >= best.total - BOUNDS.close).length;
  const offered = Math.min(MOST_CHOICES, Math.max(FEWEST_CHOICES, close), candidates.length);
  const sure = (candidates[0]?.confidence ?? 0) >= BOUNDS.answer && !evidence.namesOtherPlace;
  return { outcome: sure ? "answer" : "choices", offered };
}
