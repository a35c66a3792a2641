import type { Language } from "../model.ts";
import { BOUNDS, isLikelyAnswer, MOST_CHOICES } from "./decide.ts";
import type { Example } from "./learn/examples.ts";
import type { KindOfTrial } from "./learn/trials.ts";
import { type ConditionalLogit, probabilities } from "./model/conditional-logit.ts";

/** How the matcher answered one of a pack's own ways of asking while that was left out of training. Plain data. */
export interface SelfTestResult {
  /** The number, in the model, of the entry that the way of asking is for. */
  readonly entry: number;
  readonly language: Language;
  /** The position of the way of asking among those of the entry in the language, from 0. */
  readonly turn: number;
  /** The number of the likeliest entry, and its probability (0–1). */
  readonly best: number;
  readonly confidence: number;
  readonly outcome: "answered" | "offered" | "wrong" | "missed";
}

/** Returns what the fitted decision models make of the ways of asking that were left out in the rounds of cross-validation. */
export function selfTestOf(
  trials: readonly KindOfTrial[],
  examples: readonly Example[],
  decisions: Readonly<Record<Language, ConditionalLogit>>,
): SelfTestResult[] {
  return trials.flatMap(({ kind, language, evidence, example }) => {
    const { labels: [label] = [], turn } = examples[example] ?? {};
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
  /** How many ways of asking were tested. */
  readonly asked: number;
  /** The share (0–1) that was answered with the right entry. */
  readonly answered: number;
  /** The share (0–1) that was answered with the right entry or got it among the choices. */
  readonly helped: number;
  /** The share (0–1) that was answered with another entry. */
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

/** The fewest mistakes between two entries that are worth reporting; fewer may be chance. */
export const FEWEST_MISTAKES = 2;

/** Two entries that the matcher confuses with each other. */
export interface Confusion {
  readonly entries: readonly [number, number];
  /** The ways of asking of either entry for which the other was the likeliest, the most probable mistake first. */
  readonly results: readonly SelfTestResult[];
}

/** Returns the pairs of entries that are confused at least `fewest` times, the most often confused first. */
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
