/** Makes a question set for `malinois eval` from answers that people confirmed. Pure. */
import { FEWEST_ASKERS } from "./groups.ts";
import type { KeptGap } from "./types.ts";
import { waysOf } from "./ways.ts";

/** A line of a question set (docs/evaluation.md). */
export interface ConfirmedQuestion {
  readonly id: string;
  readonly lang: string;
  readonly kind: "in";
  readonly q: string;
  readonly expect: readonly [string];
}

/**
 * Returns a question for each wording that was accepted for an entry, and for each that the entry answered helpfully if at least three people said so
 * of the entry in one month: what fewer people asked could tell who they are.
 */
export function confirmedQuestions(gaps: readonly KeptGap[]): readonly ConfirmedQuestion[] {
  const byEntry = new Map<string, KeptGap[]>();
  for (const gap of gaps) {
    const entry = entryOf(gap);
    if (entry === undefined) continue;
    const key = `${gap.language}/${entry}`;
    byEntry.set(key, [...(byEntry.get(key) ?? []), gap]);
  }
  return [...byEntry].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([key, all]) => questionsOf(key, all));
}

function questionsOf(key: string, gaps: readonly KeptGap[]): readonly ConfirmedQuestion[] {
  const accepted = gaps.filter(({ accepted: entry }) => entry !== undefined);
  const helpful = gaps.filter(({ accepted: entry }) => entry === undefined);
  const months = new Map<string, Set<string>>();
  for (const { month, asker } of helpful) months.set(month, (months.get(month) ?? new Set()).add(asker));
  const isShared = [...months.values()].some(({ size }) => size >= FEWEST_ASKERS);
  const [lang = "", entry = ""] = key.split("/");
  return waysOf([...accepted, ...(isShared ? helpful : [])].map(({ text }) => text)).map((q, at) => ({
    id: `confirmed/${key}/${at + 1}`,
    lang,
    kind: "in",
    q,
    expect: [entry],
  }));
}

function entryOf({ accepted, reason, nearest }: KeptGap): string | undefined {
  return accepted ?? (reason === "helpful" ? nearest?.entry : undefined);
}
