/** The result of one question of a set. docs/evaluation.md defines the terms. */
export interface Verdict {
  readonly id: string;
  readonly language: string;
  readonly kind: "in" | "out" | "ambiguous" | "turn" | "double";
  /** Right at once. */
  readonly right: boolean;
  /** Right, or among the choices offered. */
  readonly helped: boolean;
  /** Something else was answered. */
  readonly wrong: boolean;
  /** Nothing was answered or offered. */
  readonly refused: boolean;
  readonly ms: number;
  readonly question: string;
  /** The actual outcome, "answer", "choices", "unknown" …, and its entries, best first. */
  readonly outcome: string;
  readonly given: readonly string[];
  readonly expected: readonly string[];
}

interface Row {
  readonly language: string;
  readonly kind: string;
  readonly questions: number;
  /** The shares of results, 0–1. */
  readonly right: number;
  readonly helped: number;
  readonly wrong: number;
  readonly refused: number;
}

export interface ReportOptions {
  /** Whether to print one JSON object instead of a table. */
  readonly json?: boolean | undefined;
  /** Whether to print, below the table, each question that was not answered correctly. */
  readonly misses?: boolean | undefined;
}

/** Formats verdicts as a table with a row for each language and kind, or as one JSON object. */
export function formatEvaluation(
  { verdicts, leftOut }: { verdicts: readonly Verdict[]; leftOut: number },
  { json = false, misses = false }: ReportOptions,
): string {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const key = `${verdict.language} ${verdict.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), verdict]);
  }
  const rows = [...groups.values()].map(summarise);
  const times = verdicts.map(({ ms }) => ms).sort((a, b) => a - b);
  const timing = { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
  const missed = verdicts.filter(({ right }) => !right);
  const failed = missed.map(({ id, wrong, refused }) => ({ id, wrong, refused }));
  if (json) return `${JSON.stringify({ questions: verdicts.length, leftOut, rows, ms: timing, failed })}\n`;
  const lines = [
    "language  kind       questions  right   helped  wrong   refused",
    ...rows.map(
      ({ language, kind, questions, right, helped, wrong, refused }) =>
        `${language.padEnd(10)}${kind.padEnd(11)}${String(questions).padStart(9)}  ${[right, helped, wrong, refused].map(percent).join("  ")}`,
    ),
    `${verdicts.length} questions, ${leftOut} left out (their entries are not in the pack); p50 ${timing.p50} ms, p99 ${timing.p99} ms`,
    ...(misses ? missed.map(missLine) : []),
  ];
  return `${lines.join("\n")}\n`;
}

function summarise(group: readonly Verdict[]): Row {
  const share = (of: (verdict: Verdict) => boolean) => group.filter(of).length / group.length;
  return {
    language: group[0]?.language ?? "",
    kind: group[0]?.kind ?? "",
    questions: group.length,
    right: share(({ right }) => right),
    helped: share(({ helped }) => helped),
    wrong: share(({ wrong }) => wrong),
    refused: share(({ refused }) => refused),
  };
}

/** "3  how do I …?  →  choices: a, b; expected c". */
function missLine({ id, question, outcome, given, expected }: Verdict): string {
  const came = given.length === 0 ? outcome : `${outcome}: ${given.join(", ")}`;
  return `${id}  ${question}  →  ${came}; expected ${expected.length === 0 ? "nothing" : expected.join(", ")}`;
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`.padStart(6);

/** Returns a quantile of sorted values, rounded to a hundredth: the smallest value that the given share (0–1) of them does not exceed. */
function percentile(sorted: readonly number[], share: number): number {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return Math.round(value * 100) / 100;
}
