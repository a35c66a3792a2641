import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Campaign, Entry, Pack } from "../../model.ts";
import { type Diagnostic, inReadingOrder, type Location, nearestName, type Path } from "../diagnostic.ts";
import { readPacks } from "../packs/read-packs.ts";
import type { ReadEntry } from "../read/entry-file.ts";
import { NAME } from "../read/fields.ts";
import { listEntryFolder, type PackFolder } from "../read/pack-folder.ts";
import {
  inPackOrder,
  type Locate,
  type PackDraft,
  type PackReading,
  readEntryFiles,
  readingOf,
  repeatedIds,
  strayFolders,
} from "../read/read-pack.ts";
import { readingError, readTextFile } from "../read/text-file.ts";

/** Holds the ids of entries that are switched off, one per line, with "#" before a comment. */
export const OFF_FILE = "off.txt";

/** The folders of the packs that are served as one, and of their overlay. */
export interface PackSource {
  /** The packs' folders. */
  readonly directories: readonly string[];
  /** The overlay: a folder of entries that are added or replaced; it need not exist. Absent: there is none. */
  readonly overlay?: string | undefined;
}

/** Reads packs as one, with their overlay. The result has no pack if one of them cannot be served. Does not reject. */
export async function readSource({ directories, overlay }: PackSource): Promise<PackDraft> {
  const draft = draftOf(await readPacks(directories));
  return overlay === undefined ? draft : applyOverlay(draft, overlay);
}

/** Reads packs as one, with their overlay. Returns the whole, or everything that is wrong. Does not reject. */
export async function readServed(source: PackSource): Promise<PackReading> {
  return readingOf(await readSource(source));
}

/** The packs as read, before the overlay is applied. */
export function draftOf(reading: PackReading): PackDraft {
  if (reading.ok) return { pack: reading.pack, diagnostics: [], locate: reading.locate, unreadable: [] };
  return { diagnostics: reading.diagnostics, locate: () => ({ file: "", line: 1 }), unreadable: [] };
}

/** The changes to a pack's entries that a folder defines. */
export interface Overlay {
  /** Entries that are added, or that replace those of the same id and language. */
  readonly entries: readonly Entry[];
  /** Ids of entries that are switched off. */
  readonly off: ReadonlySet<string>;
  /** Entries whose files exist but could not be read. */
  readonly unreadable: PackDraft["unreadable"];
  /** File names in diagnostics begin with the folder's name. */
  readonly diagnostics: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
  /** Returns where a part of one of its entries is written; undefined for any other entry. */
  locate(entry: Entry, path: Path): Location | undefined;
}

/**
 * Applies an overlay to a pack: <language>/<area>/<id>.md adds an entry, or replaces the one with the same id and language, and off.txt switches entries
 * off. A folder that does not exist changes nothing. Does not reject; diagnostics name files with the overlay's own name first.
 */
export async function applyOverlay(draft: PackDraft, directory: string): Promise<PackDraft> {
  const { pack } = draft;
  const overlay = pack === undefined ? undefined : await readOverlay(directory, pack);
  if (pack === undefined || overlay === undefined) return draft;
  const { pack: laid, originalOf } = layOver(pack, overlay);
  const locate: Locate = (part, path: Path) => {
    const entry = "area" in part ? (originalOf.get(part) ?? part) : undefined;
    return (entry && overlay.locate(entry, path)) ?? draft.locate(entry ?? part, path);
  };
  return {
    ...draft,
    pack: laid,
    diagnostics: inReadingOrder([...draft.diagnostics, ...overlay.diagnostics]),
    warnings: [...(draft.warnings ?? []), ...overlay.warnings],
    locate,
    unreadable: [...draft.unreadable, ...overlay.unreadable],
    added: new Set(overlay.entries.map(({ id }) => id)),
  };
}

/** Reads an overlay folder; undefined if there is none. Does not reject. */
export async function readOverlay(directory: string, pack: Pack): Promise<Overlay | undefined> {
  const folder = await listOverlay(directory);
  if (folder === undefined) return undefined;
  const named = (file: string) => `${basename(directory)}/${file}`;
  const read = await readEntryFiles(directory, folder.entryFiles);
  const off = await readOff(directory);
  const diagnostics = [
    ...folder.diagnostics,
    ...repeatedIds(folder.entryFiles),
    ...strayFolders(folder.entryFiles, pack),
    ...off.diagnostics,
    ...read.flatMap(({ result }) => (result.ok ? [] : result.diagnostics)),
  ];
  const added = new Map<Entry, { readonly file: string; readonly lineOf: ReadEntry["lineOf"] }>();
  for (const { place, result } of read) {
    if (result.ok) added.set(result.value.entry, { file: named(place.file), lineOf: result.value.lineOf });
  }
  const ids = new Set([...pack.entries, ...added.keys()].map(({ id }) => id));
  return {
    entries: [...added.keys()],
    off: new Set(off.lines.map(({ id }) => id)),
    unreadable: read.filter(({ result }) => !result.ok).map(({ place }) => place),
    diagnostics: diagnostics.map((diagnostic) => ({ ...diagnostic, file: named(diagnostic.file) })),
    warnings: off.lines.filter(({ id }) => !ids.has(id)).map(({ id, line }) => unknownId(id, named(OFF_FILE), line, ids)),
    locate(entry, path) {
      const found = added.get(entry);
      return found && { file: found.file, line: found.lineOf(path) };
    },
  };
}

/**
 * Returns a pack with entries added, replaced and switched off. `originalOf` maps entries that were altered because they refer to one that is switched off to
 * their originals.
 */
export function layOver(
  pack: Pack,
  { entries: added, off }: Pick<Overlay, "entries" | "off">,
): { readonly pack: Pack; readonly originalOf: ReadonlyMap<Entry, Entry> } {
  const replaced = new Set(added.map(keyOf));
  const together = [...pack.entries.filter((entry) => !replaced.has(keyOf(entry))), ...added];
  const { entries, originalOf } = withoutEntries(together, off);
  return { pack: { ...pack, entries: inPackOrder(entries, pack), ...withoutSteps(pack, off) }, originalOf };
}

/** Lists an overlay's folder; undefined if there is none. */
export async function listOverlay(directory: string): Promise<PackFolder | undefined> {
  try {
    return await listEntryFolder(directory);
  } catch (error) {
    if (readingError(error) === "ENOENT") return undefined;
    const fix = "Let Malinois read this folder, or name another in OVERLAY_DIR";
    const message = `The overlay cannot be read: ${readingError(error)}`;
    const diagnostics = [{ file: ".", line: 1, message, fix }];
    return { folders: ["."], entryFiles: [], campaignFiles: [], questionFiles: [], diagnostics };
  }
}

const keyOf = ({ language, id }: Pick<Entry, "language" | "id">) => `${language}/${id}`;

interface OffLine {
  readonly id: string;
  readonly line: number;
}

async function readOff(
  directory: string,
): Promise<{ readonly lines: readonly OffLine[]; readonly diagnostics: readonly Diagnostic[] }> {
  const exists = await stat(join(directory, OFF_FILE)).then(
    () => true,
    () => false,
  );
  if (!exists) return { lines: [], diagnostics: [] };
  const text = await readTextFile(directory, OFF_FILE);
  if (!text.ok) return { lines: [], diagnostics: text.diagnostics };
  const lines = text.value
    .split("\n")
    .map((line, at) => ({ id: line.replace(/#.*$/u, "").trim(), line: at + 1 }))
    .filter(({ id }) => id !== "");
  const diagnostics = lines
    .filter(({ id }) => !NAME.test(id))
    .map(({ id, line }) => ({ file: OFF_FILE, line, message: `"${id}" is not a valid id`, fix: "Write one id on each line" }));
  return { lines, diagnostics };
}

function unknownId(id: string, file: string, line: number, ids: ReadonlySet<string>): Diagnostic {
  const meant = nearestName(id, ids);
  const fix = meant === undefined ? "Delete the line" : `Did you mean "${meant}"? Else delete the line`;
  return { file, line, message: `There is no entry "${id}" to switch off`, fix };
}

/** Returns the entries that are switched on, without references to those that are off, and the originals of entries that were changed for that. */
function withoutEntries(
  entries: readonly Entry[],
  off: ReadonlySet<string>,
): { readonly entries: readonly Entry[]; readonly originalOf: ReadonlyMap<Entry, Entry> } {
  const originalOf = new Map<Entry, Entry>();
  const on = entries.filter(({ id }) => !off.has(id));
  const changed = on.map((entry) => {
    if (!entry.related.some((id) => off.has(id))) return entry;
    const next = { ...entry, related: entry.related.filter((id) => !off.has(id)) };
    originalOf.set(next, entry);
    return next;
  });
  return { entries: changed, originalOf };
}

/** Drops the steps of campaigns that link to an entry that is switched off. */
function withoutSteps({ campaigns }: Pick<Pack, "campaigns">, off: ReadonlySet<string>): Pick<Pack, "campaigns"> {
  if (campaigns === undefined) return {};
  const left = campaigns.map(
    ({ steps, ...campaign }): Campaign => ({ ...campaign, steps: steps.filter(({ entry }) => !off.has(entry)) }),
  );
  return { campaigns: left.filter(({ steps }) => steps.length > 0) };
}
