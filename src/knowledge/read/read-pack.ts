import { createBreather } from "../../common/breathe.ts";
import type { Entry, Language, Pack } from "../../model.ts";
import { type Diagnostic, failed, inReadingOrder, type Location, nearestName, type Path, type Result } from "../diagnostic.ts";
import { type ReadCampaign, readCampaigns } from "./campaigns.ts";
import { type EntryFile, type ReadEntry, readEntry } from "./entry-file.ts";
import { NAME } from "./fields.ts";
import { PACK_FILE, readPackFile } from "./pack-file.ts";
import { listPackFolder, type PackFolder } from "./pack-folder.ts";
import { readAmbiguousQuestions } from "./question-files/ambiguous-questions.ts";
import { readNearMisses } from "./question-files/near-misses.ts";
import { readingError, readTextFile } from "./text-file.ts";

/** Returns where a part of a pack or of one of its entries is written. The path to a part of a campaign is ["campaigns", id, …]. */
export type Locate = (part: Entry | Pack, path: Path) => Location;

/** A pack that may be served, or everything that is wrong with it. */
export type PackReading =
  | { readonly ok: true; readonly pack: Pack; readonly locate: Locate }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** The readable part of a pack, to be checked. It must not be served while there are diagnostics. */
export interface PackDraft {
  /** The pack with its valid entries; absent if pack.yaml is not valid. */
  readonly pack?: Pack;
  /** Sorted by file and line. */
  readonly diagnostics: readonly Diagnostic[];
  readonly locate: Locate;
  /** Entries that exist and could not be read. */
  readonly unreadable: readonly { readonly language: Language; readonly id: string }[];
  /** Findings that should be fixed but do not prevent serving. Absent: none. */
  readonly warnings?: readonly Diagnostic[];
  /** Ids of entries that an overlay adds or replaces. Absent: none. */
  readonly added?: ReadonlySet<string>;
}

/**
 * Reads a pack: a directory with pack.yaml, <language>/<area>/<id>.md and campaigns/<id>.yaml. Returns the whole pack or all its diagnostics,
 * never a part; does not reject, whatever lies in the directory. Entries are in the order of the pack's languages and
 * areas, then of their ids.
 */
export async function readPack(directory: string): Promise<PackReading> {
  return readingOf(await readDraft(directory));
}

/** Returns the whole pack, or all its diagnostics. */
export function readingOf({ pack, diagnostics, locate }: PackDraft): PackReading {
  return pack === undefined || diagnostics.length > 0 ? { ok: false, diagnostics } : { ok: true, pack, locate };
}

/** Reads as much of a pack as it can, and collects what is wrong with the rest. Does not reject. */
export async function readDraft(directory: string): Promise<PackDraft> {
  let folder: PackFolder;
  try {
    folder = await listPackFolder(directory);
  } catch (error) {
    const fix = "Name an existing folder that holds pack.yaml and that Malinois may read";
    const diagnostic = {
      file: PACK_FILE,
      line: 1,
      message: `The pack's folder ${directory} cannot be read: ${readingError(error)}`,
      fix,
    };
    return { diagnostics: [diagnostic], locate: () => diagnostic, unreadable: [] };
  }
  const head = await readChecked(directory, PACK_FILE, readPackFile);
  const inProgress = head.ok ? head.value.inProgress : [];
  const entryFiles = folder.entryFiles.filter(({ language }) => !inProgress.includes(language));
  const misplaced = folder.diagnostics.filter(({ file }) => !inProgress.some((language) => file.startsWith(`${language}/`)));
  const read = await readEntryFiles(directory, entryFiles);

  const diagnostics: Diagnostic[] = [...misplaced, ...repeatedIds(entryFiles)];
  const found = new Map<Entry, { place: EntryFile; read: ReadEntry }>();
  const unreadable: EntryFile[] = [];
  for (const { place, result } of read) {
    if (result.ok) found.set(result.value.entry, { place, read: result.value });
    else {
      unreadable.push(place);
      diagnostics.push(...result.diagnostics);
    }
  }
  /** By id. */
  const written = new Map<string, ReadCampaign>();
  const locate: Locate = (part, path) => {
    const entry = "area" in part ? found.get(part) : undefined;
    if (entry !== undefined) return { file: entry.place.file, line: entry.read.lineOf(path) };
    const campaign = path[0] === "campaigns" ? written.get(String(path[1])) : undefined;
    if (campaign !== undefined) return { file: campaign.file, line: campaign.lineOf(path.slice(2)) };
    return { file: PACK_FILE, line: head.ok ? head.value.lineOf(path) : 1 };
  };
  if (!head.ok) return { diagnostics: inReadingOrder([...head.diagnostics, ...diagnostics]), locate, unreadable };
  diagnostics.push(...strayFolders(entryFiles, head.value.pack));
  if (entryFiles.length === 0) {
    const fix = `Write the first one: ${head.value.pack.defaultLanguage}/<area>/<id>.md`;
    diagnostics.push({ file: PACK_FILE, line: 1, message: "The pack has no entries", fix });
  }
  const entries = inPackOrder([...found.keys()], head.value.pack);
  const campaigns = await readCampaigns(directory, folder.campaignFiles, { ...head.value.pack, entries });
  // If entries could not be read, a campaign that does not find its entry is no mistake.
  if (!campaigns.ok && unreadable.length === 0) diagnostics.push(...campaigns.diagnostics);
  if (campaigns.ok) for (const each of campaigns.value) written.set(each.campaign.id, each);
  const nearMisses = await readNearMisses(directory, head.value.pack.languages);
  diagnostics.push(...nearMisses.diagnostics);
  const ids = unreadable.length === 0 ? new Set(entries.map(({ id }) => id)) : undefined;
  const ambiguous = await readAmbiguousQuestions(directory, head.value.pack.languages, ids);
  diagnostics.push(...ambiguous.diagnostics);
  const pack = {
    ...head.value.pack,
    entries,
    ...(written.size > 0 ? { campaigns: [...written.values()].map(({ campaign }) => campaign) } : {}),
    ...(Object.keys(nearMisses.questions).length > 0 ? { nearMisses: nearMisses.questions } : {}),
    ...(Object.keys(ambiguous.questions).length > 0 ? { ambiguous: ambiguous.questions } : {}),
  };
  return { pack, diagnostics: inReadingOrder(diagnostics), locate, unreadable };
}

/** How many files are read from disk at once. */
const READ_AT_ONCE = 16;

/** Reads entry files in slices. Returns them in the order given. */
export async function readEntryFiles(
  directory: string,
  places: readonly EntryFile[],
): Promise<readonly { readonly place: EntryFile; readonly result: Result<ReadEntry> }[]> {
  const rest = createBreather();
  const read: { readonly place: EntryFile; readonly result: Result<ReadEntry> }[] = [];
  for (let at = 0; at < places.length; at += READ_AT_ONCE) {
    const some = places.slice(at, at + READ_AT_ONCE);
    const texts = await Promise.all(some.map(async (place) => ({ place, text: await readTextFile(directory, place.file) })));
    for (const { place, text } of texts) {
      read.push({ place, result: text.ok ? readEntry(text.value, place) : failed(...text.diagnostics) });
      await rest();
    }
  }
  return read;
}

async function readChecked<Value>(
  directory: string,
  file: string,
  read: (text: string) => Result<Value>,
): Promise<Result<Value>> {
  const text = await readTextFile(directory, file);
  return text.ok ? read(text.value) : failed(...text.diagnostics);
}

/** Sorts entries by the pack's languages and areas, then by id. */
export function inPackOrder(entries: readonly Entry[], pack: Omit<Pack, "entries">): readonly Entry[] {
  const areas = pack.areas.map((area) => area.id);
  const rank = (entry: Entry) => pack.languages.indexOf(entry.language) * areas.length + areas.indexOf(entry.area);
  return [...entries].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

/** Returns diagnostics of files that have the same id as another in their language. */
export function repeatedIds(files: readonly EntryFile[]): readonly Diagnostic[] {
  const first = new Map<string, EntryFile>();
  return files.flatMap((place) => {
    const key = `${place.language}/${place.id}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, place);
      return [];
    }
    const message = `The id "${place.id}" is already that of ${earlier.file}`;
    return [{ file: place.file, line: 1, message, fix: "Give one of the two another id and file name, or delete it" }];
  });
}

/** Returns diagnostics of the folders of entries, and of file names that cannot be an id: one for each folder or file. */
export function strayFolders(
  files: readonly EntryFile[],
  { languages, areas }: Pick<Pack, "languages" | "areas">,
): readonly Diagnostic[] {
  const areaIds = areas.map((area) => area.id);
  const diagnostics = new Map<string, Diagnostic>();
  const report = (key: string, file: string, message: string, fix: string) => {
    if (!diagnostics.has(key)) diagnostics.set(key, { file, line: 1, message, fix });
  };
  for (const { file, language, area, id } of files) {
    if (!languages.includes(language)) {
      const fix = `Add it to "languages" in ${PACK_FILE}, or use one of: ${languages.join(", ")}`;
      report(language, file, `The language folder "${language}" is not declared in ${PACK_FILE}`, fix);
    }
    if (!areaIds.includes(area)) {
      const meant = nearestName(area, areaIds);
      const fix = `${meant === undefined ? "" : `Did you mean "${meant}"? `}Add it to "areas" in ${PACK_FILE}, or use one of: ${areaIds.join(", ")}`;
      report(`${language}/${area}`, file, `The area folder "${area}" is not declared in ${PACK_FILE}`, fix);
    }
    if (!NAME.test(id))
      report(file, file, `The file name "${id}" is not a valid id`, "Use a-z, 0-9 and hyphens, at most 64 of them");
  }
  return [...diagnostics.values()];
}
