import type { Candidate } from "../model.ts";

/**
 * The bounds between answer, choices and unknown, on calibrated probabilities (0–1). They are the same for all packs; DESIGN.md, "Bounds", says how they were
 * chosen.
 */
export const BOUNDS = {
  /** Below this probability that any entry is meant, nothing is offered. */
  scope: 0.45,
  /** An entry is given as the answer only if the probability that any entry is meant is at least this. */
  answerScope: 0.82,
  /** An entry is given as the answer only if it has at least this share of that probability. */
  answerShare: 0.55,
  /** The first choice is shown in brief if its probability is at least `open` and at least `openLead` times that of the next one. */
  open: 0.25,
  openLead: 2,
  /** The least probability of an entry that is offered as a choice, apart from the first two. */
  offer: 0.01,
} as const;

export type AnswerBounds = Pick<Record<keyof typeof BOUNDS, number>, "answerScope" | "answerShare">;

/**
 * Returns whether the best candidate is likely enough to be given as the answer. Doubt whether any entry is meant, and doubt which one is meant, are separate,
 * so each has a bound of its own.
 * @param confidence the probability of the best candidate, 0–1
 * @param none the probability that no candidate is meant, 0–1
 */
export function isLikelyAnswer(confidence: number, none: number, bounds: AnswerBounds = BOUNDS): boolean {
  return 1 - none >= bounds.answerScope && confidence >= bounds.answerShare * (1 - none);
}

const FEWEST_CHOICES = 2;
export const MOST_CHOICES = 4;

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

export interface Decided {
  readonly outcome: "answer" | "choices" | "unknown";
  /** How many of the candidates are worth offering. */
  readonly offered: number;
  /** Whether the first choice is likely enough to be shown in brief. */
  readonly opensFirst: boolean;
  /** Whether the question names a country that the best candidate is not about. */
  readonly isElsewhere: boolean;
}

/** Returns how many of the candidates to offer as choices: those that are likely, but at least two, if there are as many, and at most four. */
export function choiceCount(candidates: readonly Pick<Candidate, "confidence">[]): number {
  const likely = candidates.filter(({ confidence }) => confidence >= BOUNDS.offer).length;
  return Math.min(MOST_CHOICES, candidates.length, Math.max(FEWEST_CHOICES, likely));
}

const UNKNOWN: Decided = { outcome: "unknown", offered: 0, opensFirst: false, isElsewhere: false };

/** Turns probabilities into an outcome and the number of candidates worth offering. */
export function decide({ candidates, none, namesOtherPlace, shared, lacking }: Judgement): Decided {
  const best = candidates[0];
  if (best === undefined || shared === 0 || 1 - none < BOUNDS.scope) return { ...UNKNOWN, isElsewhere: namesOtherPlace };
  // A single shared word may have another meaning: a question about a "monitor" is not about threat monitoring.
  const isByOneWord = shared === 1 && lacking > 0;
  if (isLikelyAnswer(best.confidence, none) && !namesOtherPlace && !isByOneWord)
    return { ...UNKNOWN, outcome: "answer", offered: 1 };
  const leads = best.confidence >= BOUNDS.openLead * (candidates[1]?.confidence ?? 0);
  return {
    outcome: "choices",
    offered: choiceCount(candidates),
    opensFirst: leads && best.confidence >= BOUNDS.open && !namesOtherPlace,
    isElsewhere: namesOtherPlace,
  };
}
