import type { Train } from "../app/knowledge/training.ts";
import { lintPack } from "../knowledge/check/lint.ts";
import type { LintResult } from "../knowledge/check/lint-diagnostic.ts";
import { reportPack } from "../knowledge/check/report.ts";
import { type Diagnostic, formatDiagnostic } from "../knowledge/diagnostic.ts";
import { readSource } from "../knowledge/overlay/overlay.ts";
import type { PackDraft } from "../knowledge/read/read-pack.ts";
import { confusionsOf, summariseSelfTest } from "../matching/self-test.ts";
import type { TrainedPack } from "../matching/trained-pack.ts";
import { formatReport } from "./check-report.ts";
import { formatConfusions, formatSelfTest } from "./self-test-report.ts";

export interface CheckOptions {
  /** The pack's folder. */
  readonly directory: string;
  /** The folder of entries that are laid over it. Absent: none is. */
  readonly overlay?: string;
  /** The day to judge review dates by: "2026-11-24". */
  readonly today: string;
  /** Takes output, line ends included. */
  readonly write: (text: string) => void;
  /** Adds a table of the entries, with the reading ease of their summaries. */
  readonly report?: boolean;
  /** One JSON object in place of lines of text. */
  readonly json?: boolean;
  /** Trains a valid pack to report how it does on its own questions; absent: that is not reported. */
  readonly train?: Train;
  /** Adds the pairs of entries that the pack takes for one another, with the questions. */
  readonly confusions?: boolean;
  /** Called with the progress of training, 0–1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * Runs `malinois check`: reads and lints a pack and writes everything that is wrong with it, one diagnostic a line.
 * Returns the exit code: 0 when there is no error, whatever the warnings, else 1.
 */
export async function runCheck(options: CheckOptions): Promise<0 | 1> {
  const { directory, overlay, today, write, report = false, json = false, train, confusions = false, onProgress } = options;
  const draft = await readSource({ directory, overlay });
  const { pack, locate, unreadable, added: mayLackLanguages = new Set() } = draft;
  const diagnostics = pack === undefined ? [] : lintPack(pack, { today, locate, unreadable, mayLackLanguages });
  const errors = [...draft.diagnostics, ...diagnostics.filter((diagnostic) => diagnostic.level === "error").map(asDiagnostic)];
  const hints = diagnostics.filter((diagnostic) => diagnostic.level === "warning").map(asDiagnostic);
  const warnings = [...hints, ...(draft.warnings ?? [])];
  const languages = report && pack !== undefined ? reportPack(pack) : undefined;
  const trained = pack !== undefined && errors.length === 0 ? await train?.(pack, { onProgress }) : undefined;

  if (json) {
    const counted = { entries: pack?.entries.length ?? 0, languages: pack?.languages ?? [] };
    write(
      `${JSON.stringify({ ok: errors.length === 0, ...counted, errors, warnings, report: languages, ...jsonOfSelfTest(trained) })}\n`,
    );
  } else {
    for (const diagnostic of errors) write(`${formatDiagnostic(diagnostic)}\n`);
    for (const diagnostic of warnings)
      write(`${formatDiagnostic({ ...diagnostic, message: `warning: ${diagnostic.message}` })}\n`);
    if (languages !== undefined) write(`${formatReport(languages)}\n`);
    write(`${summaryOf(draft, errors.length, warnings.length)}\n`);
    if (trained !== undefined && pack !== undefined) {
      write(`${formatSelfTest(summariseSelfTest(trained.selfTest), trained.ids)}\n`);
      if (confusions) write(formatConfusions(confusionsOf(trained.selfTest, FEWEST_MISTAKES), trained.ids, pack));
    }
  }
  return errors.length === 0 ? 0 : 1;
}

/** Fewer are chance. */
const FEWEST_MISTAKES = 2;

function jsonOfSelfTest(trained: TrainedPack | undefined): object {
  if (trained === undefined) return {};
  const { neverFound, ...shares } = summariseSelfTest(trained.selfTest);
  return { selfTest: { ...shares, neverFound: neverFound.map((entry) => trained.ids[entry]) } };
}

function asDiagnostic({ file, line, message, fix }: LintResult): Diagnostic {
  return { file, line, message, fix };
}

function summaryOf({ pack, unreadable }: PackDraft, errors: number, warnings: number): string {
  const found = `${counted(errors, "error")}, ${counted(warnings, "warning")}`;
  if (pack === undefined) return `The pack cannot be read: ${found}`;
  const entries = counted(pack.entries.length, "entry", "entries");
  const rest = unreadable.length === 0 ? "" : ` and ${unreadable.length} that cannot be read`;
  return `${pack.id} (${pack.languages.join(", ")}): ${entries}${rest}, ${found}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count === 0 ? "no" : count} ${count === 1 ? one : many}`;
}
