import type { Language } from "../model.ts";
import { BOUNDS, isLikelyAnswer, MOST_CHOICES } from "./decide.ts";
import type { Example } from "./learn/examples.ts";
import type { KindOfTrial } from "./learn/trials.ts";
import { type ConditionalLogit, probabilities } from "./model/conditional-logit.ts";

/** What a pack made of one of its own ways of asking, while that was left out: plain data. */
export interface SelfTestResult {
  /** The entry's number in the model, and which of its ways of asking in the language it is, from 0. */
  readonly entry: number;
  readonly language: Language;
  readonly turn: number;
  /** The likeliest entry and its probability (0–1). */
  readonly best: number;
  readonly confidence: number;
  readonly outcome: "answered" | "offered" | "wrong" | "missed";
}

/** Judges the ways of asking that were left out in the rounds of calibration, by the decision that they led to. */
export function selfTestOf(
  trials: readonly KindOfTrial[],
  examples: readonly Example[],
  decisions: Readonly<Record<Language, ConditionalLogit>>,
): SelfTestResult[] {
  return trials.flatMap(({ kind, language, evidence, example }) => {
    const { label, turn } = examples[example] ?? {};
    const logit = decisions[language];
    if ((kind !== "known" && kind !== "lost") || logit === undefined || label === undefined || turn === undefined) return [];
    const chances = probabilities(logit, evidence);
    const ranked = evidence.candidates
      .map(({ entry }, at) => ({ entry, chance: chances[at] ?? 0 }))
      .sort((a, b) => b.chance - a.chance);
    const [best] = ranked;
    if (best === undefined) return [];
    const none = chances[ranked.length] ?? 1;
    const isOffered = 1 - none >= BOUNDS.scope && ranked.slice(0, MOST_CHOICES).some(({ entry }) => entry === label);
    const outcome = isLikelyAnswer(best.chance, none)
      ? best.entry === label
        ? "answered"
        : "wrong"
      : isOffered
        ? "offered"
        : "missed";
    return [{ entry: label, language, turn, best: best.entry, confidence: best.chance, outcome }];
  });
}

export interface SelfTestSummary {
  readonly asked: number;
  /** Shares, 0–1: answered right at once; right or offered; another entry answered. */
  readonly answered: number;
  readonly helped: number;
  readonly wrong: number;
  /** Numbers of entries none of whose ways of asking was answered or offered. */
  readonly neverFound: readonly number[];
}

export function summariseSelfTest(results: readonly SelfTestResult[]): SelfTestSummary {
  const share = (...outcomes: readonly SelfTestResult["outcome"][]) =>
    results.filter(({ outcome }) => outcomes.includes(outcome)).length / Math.max(1, results.length);
  const found = new Set(
    results.filter(({ outcome }) => outcome === "answered" || outcome === "offered").map(({ entry }) => entry),
  );
  const asked = [...new Set(results.map(({ entry }) => entry))];
  return {
    asked: results.length,
    answered: share("answered"),
    helped: share("answered", "offered"),
    wrong: share("wrong"),
    neverFound: asked.filter((entry) => !found.has(entry)).sort((a, b) => a - b),
  };
}

/** Mistakes between two entries; fewer are chance. */
export const FEWEST_MISTAKES = 2;

/** Two entries that a pack takes for one another. */
export interface Confusion {
  readonly entries: readonly [number, number];
  /** Ways of asking of either for which the other was the likeliest, the surest mistake first. */
  readonly results: readonly SelfTestResult[];
}

/** Pairs of entries that are confused at least so many times, most often first. */
export function confusionsOf(results: readonly SelfTestResult[], fewest: number): Confusion[] {
  const pairs = new Map<string, SelfTestResult[]>();
  for (const result of results) {
    if (result.best === result.entry) continue;
    const key = [result.entry, result.best].sort((a, b) => a - b).join(" ");
    pairs.set(key, [...(pairs.get(key) ?? []), result]);
  }
  return [...pairs]
    .filter(([, mistaken]) => mistaken.length >= fewest)
    .map(([key, mistaken]): Confusion => {
      const [one = 0, other = 0] = key.split(" ").map(Number);
      return { entries: [one, other], results: [...mistaken].sort((a, b) => b.confidence - a.confidence) };
    })
    .sort((a, b) => b.results.length - a.results.length);
}
