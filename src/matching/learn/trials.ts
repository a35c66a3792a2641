import type { Language } from "../../model.ts";
import type { Trial } from "../model/conditional-logit.ts";
import type { QuestionEvidence } from "../question/evidence.ts";
import type { DecoyMaker } from "./decoys.ts";
import type { Example } from "./examples.ts";

/** The number of rounds of cross-validation: each leaves out a fifth of the entries. */
export const FOLDS = 5;
const ROUNDS = Array.from({ length: FOLDS }, (_, round) => round);
/** The rounds end when this many questions of the pack were tested, so that a large pack does not need all of them. */
const ENOUGH_KNOWN = 3_000;
/** The bounds of the most ways of asking of an entry and language that a round tests: no entry outweighs others, and a large pack tests no more than needed. */
const TESTED = { fewest: 4, most: 20 } as const;

/**
 * The kinds of questions in trials, and their shares of the weight of all trials, which are meant to be those of real use: a question of the pack, one that
 * it calls ambiguous, a question of an entry that was left out (off topic, but close), a decoy made from a question of the pack, and background. See DESIGN.md, "Matching".
 */
const MIX = { known: 0.55, ambiguous: 0.05, leftOut: 0.15, decoy: 0.1, background: 0.2 } as const;
export type TrialKind = keyof typeof MIX;

export interface KindOfTrial {
  /** "lost": a question of the pack whose entry is not among the candidates, so that the decision model cannot learn from it. */
  readonly kind: TrialKind | "lost";
  readonly language: Language;
  readonly evidence: QuestionEvidence;
  /** The position of the right candidate; undefined if there is none. */
  readonly right: number | undefined;
  /** The position of the example that was asked or, for a decoy, that it was made from. */
  readonly example: number;
}

type Role = "learned" | "known" | "ambiguous" | "leftOut" | "background" | undefined;

/** Returns the role of an example in a round: it is learned from or tested. Undefined for a name, or an ambiguous question, of an entry that is left out. */
function roleOf({ labels, turn }: Example, round: number, entryCount: number): Role {
  if (labels.includes(entryCount)) return (turn ?? 0) % FOLDS === round ? "background" : "learned";
  const leavesOut = (each: number) => labels.some((label) => label % FOLDS === each);
  if (leavesOut(round)) return turn === undefined || labels.length > 1 ? undefined : "leftOut";
  if (turn === undefined) return "learned";
  // Tested only in a round that leaves out none of its entries, so that an entry with a single way of asking is tested too.
  const rounds = ROUNDS.map((each) => ((labels[0] ?? 0) + 1 + each) % FOLDS).filter((each) => !leavesOut(each));
  if (rounds[turn % rounds.length] !== round) return "learned";
  return labels.length > 1 ? "ambiguous" : "known";
}

/** Trains a model on some of the examples, without the entries left out, and returns a function that gathers its evidence for a question. */
export type LearnRound = (
  rows: Int32Array,
  isLeftOut: (entry: number) => boolean,
) => (words: readonly string[], language: Language) => QuestionEvidence;

/**
 * Asks models questions that they have not seen. Each of five rounds leaves out a fifth of the entries completely, and a quarter of the ways of asking of each
 * other entry and language, so that every round tests every language.
 * @param onRound called after each round with the progress, 0–1
 */
export function runTrials(
  examples: readonly Example[],
  entryCount: number,
  learn: LearnRound,
  decoyMakers: ReadonlyMap<Language, DecoyMaker>,
  onRound: (share: number) => void,
): KindOfTrial[] {
  const trials: KindOfTrial[] = [];
  let known = 0;
  for (let round = 0; round < FOLDS && known < ENOUGH_KNOWN; round++) {
    const done = runRound(examples, round, entryCount, learn, decoyMakers);
    known += done.filter(({ kind }) => kind === "known").length;
    trials.push(...done);
    onRound(Math.max((round + 1) / FOLDS, Math.min(1, known / ENOUGH_KNOWN)));
  }
  return trials;
}

function runRound(
  examples: readonly Example[],
  round: number,
  entryCount: number,
  learn: LearnRound,
  decoyMakers: ReadonlyMap<Language, DecoyMaker>,
): KindOfTrial[] {
  const asked = new Set(
    examples.flatMap(({ labels, language }) =>
      labels.filter((label) => label < entryCount).map((label) => `${language} ${label}`),
    ),
  ).size;
  const mostTested = Math.min(TESTED.most, Math.max(TESTED.fewest, Math.ceil((2 * ENOUGH_KNOWN) / asked)));
  const roles = examples.map((example) => roleOf(example, round, entryCount));
  const rows = Int32Array.from(roles.flatMap((role, at) => (role === "learned" ? [at] : [])));
  const read = learn(rows, (entry) => entry % FOLDS === round);
  return examples.flatMap(({ words, language, labels, turn = 0 }, example): KindOfTrial[] => {
    const role = roles[example];
    if (role === undefined || role === "learned") return [];
    if ((role === "known" || role === "leftOut") && turn / (FOLDS - 1) >= mostTested) return [];
    const base = { language, right: undefined, example };
    if (role === "background") return [{ ...base, kind: role, evidence: read(words, language) }];
    if (role === "leftOut") return turn % (FOLDS - 1) === 0 ? [{ ...base, kind: role, evidence: read(words, language) }] : [];
    const evidence = read(words, language);
    const meant = evidence.candidates.flatMap(({ entry }, at) => (labels.includes(entry) ? [at] : []));
    // An ambiguous question is one trial for each entry that it may mean.
    if (role === "ambiguous") return meant.map((right) => ({ ...base, kind: role, evidence, right }));
    const [right] = meant;
    const decoy = decoyMakers.get(language)?.(words, 1 + (turn % 2));
    return [
      right === undefined ? { ...base, kind: "lost" as const, evidence } : { ...base, kind: role, evidence, right },
      ...(decoy === undefined ? [] : [{ ...base, kind: "decoy" as const, evidence: read(decoy, language) }]),
    ];
  });
}

/** Weighs trials so that each kind has its share of the total weight, which is the number of trials. Drops those that are "lost". */
export function weighTrials(trials: readonly KindOfTrial[], mix: Readonly<Record<TrialKind, number>> = MIX): Trial[] {
  const counts = new Map<TrialKind, number>();
  for (const { kind } of trials) if (kind !== "lost") counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const present = [...counts.keys()].reduce((sum, kind) => sum + mix[kind], 0);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return trials.flatMap(({ kind, evidence, right }) =>
    kind === "lost" ? [] : [{ evidence, right, weight: ((mix[kind] / present) * total) / (counts.get(kind) ?? 1) }],
  );
}
