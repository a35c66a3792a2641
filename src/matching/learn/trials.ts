import type { Language } from "../../model.ts";
import type { Trial } from "../model/conditional-logit.ts";
import type { QuestionEvidence } from "../question/evidence.ts";
import type { DecoyMaker } from "./decoys.ts";
import type { Example } from "./examples.ts";

/** Cross-validation leaves out a fifth. */
export const FOLDS = 5;
/** This many left-out questions are enough: a large pack does not need all rounds. */
const ENOUGH_KNOWN = 3_000;
/** Ways of asking of one entry and language that are tested in a round: no entry outweighs others, and a large pack is tested on enough, not on all. */
const TESTED = { fewest: 4, most: 20 } as const;

/**
 * What a question of a trial is: one of the pack's, one of an entry that was left out (off the topic, but close), a decoy
 * made of one of the pack's, or background. Shares as in life: measured in DESIGN.md, "Matching".
 */
const MIX = { known: 0.55, leftOut: 0.15, decoy: 0.1, background: 0.2 } as const;
export type TrialKind = keyof typeof MIX;

export interface KindOfTrial {
  /** "lost": one of the pack's whose entry is not among the candidates; the decision cannot learn from it. */
  readonly kind: TrialKind | "lost";
  readonly language: Language;
  readonly evidence: QuestionEvidence;
  readonly right: number | undefined;
  /** The position of the example asked. */
  readonly example: number;
}

type Role = "learned" | "known" | "leftOut" | "background" | undefined;

/** What an example is in a round: learned from, tested as something, or (the name of an entry left out) neither. */
function roleOf({ label, turn }: Example, round: number, entryCount: number): Role {
  if (label === entryCount) return (turn ?? 0) % FOLDS === round ? "background" : "learned";
  if (label % FOLDS === round) return turn === undefined ? undefined : "leftOut";
  // Never in the round that leaves the entry out: so an entry with a single way of asking is tested too.
  const isTested = turn !== undefined && (label + 1 + (turn % (FOLDS - 1))) % FOLDS === round;
  return isTested ? "known" : "learned";
}

/** A model that learned from some of the examples, without the entries left out. */
export type LearnRound = (
  rows: Int32Array,
  isLeftOut: (entry: number) => boolean,
) => (words: readonly string[], language: Language) => QuestionEvidence;

/**
 * Asks models what they have not seen. In each of five rounds a fifth of the entries is left out whole, and a quarter of
 * the other questions, by entry and language, so that each language is tested in each round.
 * @param onRound told after each round how many questions of the pack were asked so far, of how many that are enough
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
  const asked = new Set(examples.filter(({ label }) => label < entryCount).map(({ label, language }) => `${language} ${label}`))
    .size;
  const mostTested = Math.min(TESTED.most, Math.max(TESTED.fewest, Math.ceil((2 * ENOUGH_KNOWN) / asked)));
  const roles = examples.map((example) => roleOf(example, round, entryCount));
  const rows = Int32Array.from(roles.flatMap((role, at) => (role === "learned" ? [at] : [])));
  const read = learn(rows, (entry) => entry % FOLDS === round);
  return examples.flatMap(({ words, language, label, turn = 0 }, example): KindOfTrial[] => {
    const role = roles[example];
    if (role === undefined || role === "learned") return [];
    if (role !== "background" && turn / (FOLDS - 1) >= mostTested) return [];
    const base = { language, right: undefined, example };
    if (role === "background") return [{ ...base, kind: role, evidence: read(words, language) }];
    if (role === "leftOut") return turn % (FOLDS - 1) === 0 ? [{ ...base, kind: role, evidence: read(words, language) }] : [];
    const evidence = read(words, language);
    const right = evidence.candidates.findIndex(({ entry }) => entry === label);
    const decoy = decoyMakers.get(language)?.(words, 1 + (turn % 2));
    return [
      right < 0 ? { ...base, kind: "lost" as const, evidence } : { ...base, kind: role, evidence, right },
      ...(decoy === undefined ? [] : [{ ...base, kind: "decoy" as const, evidence: read(decoy, language) }]),
    ];
  });
}

/** Gives each kind its share of the weight, whatever its number; all weights together are the number of trials. */
export function weighTrials(trials: readonly KindOfTrial[], mix: Readonly<Record<TrialKind, number>> = MIX): Trial[] {
  const counts = new Map<TrialKind, number>();
  for (const { kind } of trials) if (kind !== "lost") counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const present = [...counts.keys()].reduce((sum, kind) => sum + mix[kind], 0);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return trials.flatMap(({ kind, evidence, right }) =>
    kind === "lost" ? [] : [{ evidence, right, weight: ((mix[kind] / present) * total) / (counts.get(kind) ?? 1) }],
  );
}
