import { access, constants, stat } from "node:fs/promises";
import { join } from "node:path";
import { MalinoisError } from "../errors.ts";
import { lintPack } from "../knowledge/check/lint.ts";
import { type Diagnostic, failed, formatDiagnostic } from "../knowledge/diagnostic.ts";
import { type PackSource, readSource } from "../knowledge/overlay/overlay.ts";
import { readEntry } from "../knowledge/read/entry-file.ts";
import { readingError } from "../knowledge/read/text-file.ts";
import type { Entry, Pack } from "../model.ts";
import { type DraftFolder, type StoredDraft, writeWhole } from "./draft-folder.ts";
import { type LiveEntry, liveEntry } from "./live-entries.ts";
import { mergeEntry } from "./merge.ts";

/** The result of publishing a draft. */
export type Published = {
  readonly draft: StoredDraft;
} /** `conflicts`: the parts that the live entry changed too. They are not published, and stay in the draft. */ & (
  | { readonly kind: "published"; readonly path: string; readonly conflicts: readonly string[] }
  /** The live entry already contains everything in the draft. */
  | { readonly kind: "nothing-new" }
  | { readonly kind: "refused"; readonly reasons: readonly string[] }
);

export interface PublishOptions {
  readonly folder: DraftFolder;
  readonly source: PackSource;
  /** Where new entries are written: a pack's folder, or the overlay. */
  readonly target: string;
  /** Folders whose entries are changed in place. */
  readonly own: readonly string[];
  /** Where changed entries from any other folder are written: the overlay. */
  readonly over: string;
  /** The area that drafts of new entries get; undefined: each keeps its own. */
  readonly area?: string | undefined;
  /** The day that review dates are compared with. */
  readonly today: string;
}

/** The problems of a draft as an entry of the pack: errors that prevent publishing it, and warnings. */
export interface DraftProblems {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** Checks drafts with the pack's own checks, each as if it were the only one published. */
export async function checkDrafts(
  drafts: readonly StoredDraft[],
  source: PackSource,
  today: string,
): Promise<readonly DraftProblems[]> {
  const { pack, diagnostics } = await readSource(source);
  const known = new Set(diagnosticsOf(pack, today).map(nameOf));
  return Promise.all(
    drafts.map(async (draft) => {
      if (pack === undefined) return { errors: diagnostics.map(formatDiagnostic), warnings: [] };
      const live = await liveEntry(source, draft.language, draft.id);
      const merged = live === undefined ? undefined : mergeEntry(draft.about.base, draft.text, live.text);
      const problems = problemsOf(placed({ ...draft, text: merged?.text ?? draft.text }, live), pack, known, today);
      if (merged === undefined || merged.conflicts.length === 0) return problems;
      const fix = "Publishing keeps what is live: compare the two, edit the draft, and publish it again";
      const conflict = formatDiagnostic({ file: draft.file, line: 1, message: conflictOf(merged.conflicts), fix });
      return { ...problems, warnings: [conflict, ...problems.warnings] };
    }),
  );
}

/**
 * Publishes drafts: merges each with the live entry if that has changed meanwhile, checks it with the pack's own checks, and writes the file atomically.
 * A draft that is refused or has conflicts is kept. Rejects with a `MalinoisError` if a file cannot be written.
 */
export async function publishDrafts(drafts: readonly StoredDraft[], options: PublishOptions): Promise<readonly Published[]> {
  const results: Published[] = [];
  // One after another, so that each is checked together with those published before it.
  for (const draft of drafts) results.push(await publishOne(withArea(draft, options.area), options));
  return results;
}

async function publishOne(draft: StoredDraft, { folder, source, target, own, over, today }: PublishOptions): Promise<Published> {
  const { pack, diagnostics } = await readSource(source);
  if (pack === undefined || diagnostics.length > 0) {
    return {
      kind: "refused",
      draft,
      reasons: ["The pack itself has errors; fix them first:", ...diagnostics.map(formatDiagnostic)],
    };
  }
  const live = await liveEntry(source, draft.language, draft.id);
  const merged = live === undefined ? undefined : mergeEntry(draft.about.base, draft.text, live.text);
  const { text, conflicts, rest } = merged ?? { text: draft.text, conflicts: [], rest: draft.text };
  if (live !== undefined && text === live.text && conflicts.length === 0) {
    await finish(draft, false, folder);
    return { kind: "nothing-new", draft };
  }
  const { errors } = problemsOf(placed({ ...draft, text }, live), pack, new Set(diagnosticsOf(pack, today).map(nameOf)), today);
  if (errors.length > 0) return { kind: "refused", draft, reasons: errors };
  // A conflict is reported once. After that the draft differs from the live entry only where they conflict, so publishing it again replaces the live values.
  const keepRest = async () => {
    const found = await folder.find(draft.language, draft.id);
    if (found !== undefined && found.text !== draft.text) return;
    await folder.write({ ...placed(draft, live), text: rest, about: { ...draft.about, base: text } });
  };
  if (live !== undefined && text === live.text) {
    await keepRest();
    return { kind: "refused", draft, reasons: [conflictOf(conflicts), "Compare the two, edit the draft, and publish it again"] };
  }
  const directory = live === undefined ? target : own.includes(live.directory) ? live.directory : over;
  const path = join(directory, draft.language, placed(draft, live).area, `${draft.id}.md`);
  await writeWhole(path, text).catch((cause: unknown) => {
    const message = `The entry cannot be written to ${path}: ${readingError(cause)}`;
    throw new MalinoisError("configuration", message, "Let Malinois write to this folder, or set OVERLAY_DIR", { cause });
  });
  if (conflicts.length === 0) await finish(draft, live === undefined, folder);
  else await keepRest();
  return { kind: "published", draft, path, conflicts };
}

/** Removes a draft that is live now. One to which somebody added meanwhile, since checking takes a while, stays for the next time. */
async function finish(draft: StoredDraft, isNew: boolean, folder: DraftFolder): Promise<void> {
  const found = await folder.find(draft.language, draft.id);
  if (found === undefined || found.text === draft.text) return folder.remove(draft);
  // From now on it is the draft of a live entry, begun from what was published.
  if (isNew) await folder.write({ ...found, about: { ...found.about, base: draft.text } });
}

function conflictOf(conflicts: readonly string[]): string {
  return `Since the draft was begun, the live entry has changed too: ${conflicts.join(", ")}`;
}

function withArea(draft: StoredDraft, area: string | undefined): StoredDraft {
  return area === undefined || draft.about.base !== undefined ? draft : { ...draft, area };
}

/** Returns a draft in the area where it is published: that of the live entry, which may have been moved since the draft was begun. */
function placed(draft: StoredDraft, live: LiveEntry | undefined): StoredDraft {
  return live === undefined ? draft : { ...draft, area: live.area };
}

function problemsOf(draft: StoredDraft, pack: Pack, known: ReadonlySet<string>, today: string): DraftProblems {
  const { area, language, id } = draft;
  const places: Diagnostic[] = [];
  const refuse = (message: string, fix: string) => places.push({ file: draft.file, line: 1, message, fix });
  if (!pack.languages.includes(language)) refuse(`The pack has no "${language}"`, `It has: ${pack.languages.join(", ")}`);
  if (!pack.areas.some((one) => one.id === area)) {
    refuse(
      "It has no area of the pack yet",
      `Give it one when you publish it (--area): ${pack.areas.map((one) => one.id).join(", ")}`,
    );
  }
  const read = draft.unreadable === undefined ? readEntry(draft.text, draft) : failed(...draft.unreadable);
  if (!read.ok) return { errors: [...places, ...read.diagnostics].map(formatDiagnostic), warnings: [] };
  const changed = { ...pack, entries: withEntry(pack.entries, read.value.entry) };
  const found = lintPack(changed, { today, mayLackLanguages: new Set([id]) }).filter((one) => !known.has(nameOf(one)));
  const own = found.map((one) => ({ ...one, line: 1 }));
  return {
    errors: [...places, ...own.filter(({ level }) => level === "error")].map(formatDiagnostic),
    warnings: own.filter(({ level }) => level === "warning").map(formatDiagnostic),
  };
}

function withEntry(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  const at = entries.findIndex(({ id, language }) => id === entry.id && language === entry.language);
  return at < 0 ? [...entries, entry] : entries.with(at, entry);
}

function diagnosticsOf(pack: Pack | undefined, today: string): readonly Diagnostic[] {
  return pack === undefined ? [] : lintPack(pack, { today });
}

const nameOf = ({ file, message }: Diagnostic) => `${file}: ${message}`;

/** Returns whether files can be written to a folder. */
export async function isWritable(directory: string): Promise<boolean> {
  try {
    await access(directory, constants.W_OK);
    return (await stat(directory)).isDirectory();
  } catch {
    return false;
  }
}
