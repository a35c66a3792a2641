import { basename } from "node:path";
import type { Train } from "../app/knowledge/training.ts";
import { type LintOptions, lintPack } from "../knowledge/check/lint.ts";
import type { LintDiagnostic, LintResult } from "../knowledge/check/lint-diagnostic.ts";
import { LEAST_OWN_QUESTIONS } from "../knowledge/check/lint-entry.ts";
import { lintPhrases } from "../knowledge/check/lint-phrases.ts";
import { reportPack } from "../knowledge/check/report.ts";
import { type Diagnostic, formatDiagnostic, toldOnce } from "../knowledge/diagnostic.ts";
import { applyOverlay, draftOf } from "../knowledge/overlay/overlay.ts";
import { listWorkspaceFolders, readOwnContent } from "../knowledge/overlay/workspace-folder.ts";
import { joinDrafts, type LabelledDraft, labelled, readDrafts } from "../knowledge/packs/read-packs.ts";
import type { Locate, PackDraft } from "../knowledge/read/read-pack.ts";
import { confusionsOf, FEWEST_MISTAKES, summariseSelfTest } from "../matching/self-test.ts";
import type { TrainedPack } from "../matching/trained-pack.ts";
import type { Pack } from "../model.ts";
import { formatReport } from "./check-report.ts";
import { formatConfusions, formatSelfTest } from "./self-test-report.ts";

export interface CheckOptions {
  /** The packs' folders. Several packs are also checked together, as they would be served. */
  readonly directories: readonly string[];
  /** The folder of the overlay. Absent: there is none. */
  readonly overlay?: string;
  /** The folder of workspaces' own content, and the names of the platforms. Absent: no workspaces are checked. */
  readonly workspaces?: { readonly directory: string; readonly platforms: readonly string[] };
  /** The day by which review dates are judged: "2026-11-24". */
  readonly today: string;
  /** Writes output; line ends are included. */
  readonly write: (text: string) => void;
  /** Adds a table of the entries, with the reading ease of their summaries. */
  readonly report?: boolean;
  /** Whether to write one JSON object instead of lines of text. */
  readonly json?: boolean;
  /** Trains a valid pack, to report how it does on its own questions. Absent: this is not reported. */
  readonly train?: Train;
  /** Whether to add the pairs of entries that the pack confuses, with the questions. */
  readonly confusions?: boolean;
  /** Called with the progress of training, 0–1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * Runs `malinois check`: reads and lints a pack and writes everything that is wrong with it, one diagnostic per line. A mistake that is repeated in a file is
 * written once. Returns the exit code: 0 if there are no errors, whatever the warnings, else 1.
 */
export async function runCheck(options: CheckOptions): Promise<0 | 1> {
  const {
    directories,
    overlay,
    workspaces,
    today,
    write,
    report = false,
    json = false,
    train,
    confusions = false,
    onProgress,
  } = options;
  const drafts = await readDrafts(directories);
  const joined = joinDrafts(drafts);
  const checked = drafts.map((each) => ({ ...each, ...checkDraft(each, today) }));
  const between =
    joined.ok && drafts.length > 1 ? lintPhrases(joined.pack, joined.locate).map((each) => placed(each, joined.locate)) : [];
  const known = new Set(checked.flatMap(({ errors, warnings }) => [...errors, ...warnings]).map(formatDiagnostic));
  const added = between.filter((diagnostic) => !known.has(formatDiagnostic(diagnostic)));
  const collisions = checked.every(({ errors }) => errors.length === 0) && !joined.ok ? joined.diagnostics : [];
  const over = joined.ok && overlay !== undefined ? await applyOverlay(draftOf(joined), overlay) : undefined;
  const laid = over === undefined ? NOTHING : checkOverlay(over, basename(overlay ?? ""), { today });
  const shared = over?.pack ?? (joined.ok ? joined.pack : undefined);
  const own = shared === undefined || workspaces === undefined ? NOTHING : await checkWorkspaces(shared, workspaces, today);
  const errors = [
    ...laid.errors,
    ...own.errors,
    ...checked.flatMap((each) => each.errors),
    ...collisions,
    ...added.filter(({ level }) => level === "error").map(asDiagnostic),
  ];
  const warnings = [
    ...laid.warnings,
    ...own.warnings,
    ...checked.flatMap((each) => each.warnings),
    ...added.filter(({ level }) => level === "warning").map(asDiagnostic),
  ];
  const packs = drafts.flatMap(({ draft }) => draft.pack ?? []);
  const languages = report ? packs.flatMap(reportPack) : undefined;
  const pack = shared;
  const trained = pack !== undefined && errors.length === 0 ? await train?.(pack, { onProgress }) : undefined;

  if (json) {
    const counted = {
      entries: packs.reduce((sum, { entries }) => sum + entries.length, 0),
      languages: [...new Set(packs.flatMap((each) => each.languages))],
    };
    write(
      `${JSON.stringify({ ok: errors.length === 0, ...counted, errors, warnings, report: languages, ...jsonOfSelfTest(trained) })}\n`,
    );
  } else {
    for (const diagnostic of toldOnce(errors)) write(`${formatDiagnostic(diagnostic)}\n`);
    for (const diagnostic of toldOnce(warnings))
      write(`${formatDiagnostic({ ...diagnostic, message: `warning: ${diagnostic.message}` })}\n`);
    if (languages !== undefined) write(`${formatReport(languages)}\n`);
    for (const each of checked) write(`${summaryOf(each.draft, each.errors.length, each.warnings.length)}\n`);
    const isBeside = [laid, own].some((found) => found.errors.length + found.warnings.length > 0);
    if (drafts.length > 1 || isBeside) write(`${summaryOfAll(packs, errors.length, warnings.length)}\n`);
    if (trained !== undefined && pack !== undefined) {
      write(`${formatSelfTest(summariseSelfTest(trained.selfTest), trained.ids)}\n`);
      if (confusions) write(formatConfusions(confusionsOf(trained.selfTest, FEWEST_MISTAKES), trained.ids, pack));
    }
  }
  return errors.length === 0 ? 0 : 1;
}

interface Found {
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

const NOTHING: Found = { errors: [], warnings: [] };

/** Returns the errors and warnings of workspaces' own files. */
async function checkWorkspaces(
  pack: Pack,
  { directory, platforms }: NonNullable<CheckOptions["workspaces"]>,
  today: string,
): Promise<Found> {
  const { folders, diagnostics } = await listWorkspaceFolders(directory, platforms);
  const found: Found[] = [];
  for (const folder of folders) {
    const shared: PackDraft = { pack, diagnostics: [], locate: () => ({ file: "", line: 1 }), unreadable: [] };
    found.push(
      checkOverlay(await applyOverlay(shared, folder), basename(folder), { today, fewestQuestions: LEAST_OWN_QUESTIONS }),
    );
    found.push({ errors: (await readOwnContent(folder, pack))?.refused ?? [], warnings: [] });
  }
  return {
    errors: [...diagnostics, ...found.flatMap(({ errors }) => errors)],
    warnings: found.flatMap(({ warnings }) => warnings),
  };
}

/** Returns the errors and warnings of an overlay's own files. */
function checkOverlay(
  { pack, locate, diagnostics, warnings = [], unreadable, added = new Set() }: PackDraft,
  name: string,
  judged: Pick<LintOptions, "today" | "fewestQuestions">,
): Found {
  const isOwn = ({ file }: Pick<Diagnostic, "file">) => file.startsWith(`${name}/`);
  // Of two entries that say the same, the later one is blamed: those of the overlay, whose files alone are reported.
  const entries = [...(pack?.entries ?? [])].sort((a, b) => Number(isOwn(locate(a, []))) - Number(isOwn(locate(b, []))));
  const judge = { ...judged, locate, unreadable, mayLackLanguages: added };
  const own = pack === undefined ? [] : lintPack({ ...pack, entries }, judge).filter(isOwn);
  return {
    errors: [...diagnostics, ...own.filter(({ level }) => level === "error").map(asDiagnostic)],
    warnings: [...warnings, ...own.filter(({ level }) => level === "warning").map(asDiagnostic)],
  };
}

function jsonOfSelfTest(trained: TrainedPack | undefined): object {
  if (trained === undefined) return {};
  const { neverFound, ...shares } = summariseSelfTest(trained.selfTest);
  return { selfTest: { ...shares, neverFound: neverFound.map((entry) => trained.ids[entry]) } };
}

/** Returns the errors and warnings of one pack by itself. */
function checkDraft(
  { label, draft }: LabelledDraft,
  today: string,
): { readonly errors: readonly Diagnostic[]; readonly warnings: readonly Diagnostic[] } {
  const { pack, locate, unreadable } = draft;
  const found = pack === undefined ? [] : lintPack(pack, { today, locate, unreadable });
  const ofLevel = (level: LintResult["level"]) => found.filter((each) => each.level === level).map(asDiagnostic);
  const here = (diagnostics: readonly Diagnostic[]) => diagnostics.map((diagnostic) => labelled(diagnostic, label));
  return { errors: here([...draft.diagnostics, ...ofLevel("error")]), warnings: here(ofLevel("warning")) };
}

function placed({ part, path, level, message, fix }: LintDiagnostic, locate: Locate): LintResult {
  return { ...locate(part, path), level, message, fix };
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

function summaryOfAll(packs: readonly Pack[], errors: number, warnings: number): string {
  const entries = packs.reduce((sum, pack) => sum + pack.entries.length, 0);
  return `All together: ${counted(entries, "entry", "entries")}, ${counted(errors, "error")}, ${counted(warnings, "warning")}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count === 0 ? "no" : count} ${count === 1 ? one : many}`;
}
