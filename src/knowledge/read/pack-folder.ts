import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Diagnostic } from "../diagnostic.ts";
import type { EntryFile } from "./entry-file.ts";
import { PACK_FILE } from "./pack-file.ts";
import { AMBIGUOUS_FILE } from "./question-files/ambiguous-questions.ts";
import { NEAR_MISSES_FILE } from "./question-files/near-misses.ts";

/** The files and folders of a pack. */
export interface PackFolder {
  /** The pack's own folder (".") and those that may hold languages and areas, relative to it. */
  readonly folders: readonly string[];
  /** Sorted by path, in code-unit order. */
  readonly entryFiles: readonly EntryFile[];
  /** Sorted by path, in code-unit order. */
  readonly campaignFiles: readonly string[];
  /** The files of near misses and of ambiguous questions. Sorted by path, in code-unit order. */
  readonly questionFiles: readonly string[];
  /** Files that were probably meant as entries but are where none is looked for. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The folder of campaigns, next to those of languages. */
export const CAMPAIGNS_FOLDER = "campaigns";
/** Ignored: a pack that is an npm package may have this folder. */
const PACKAGES = "node_modules";
/** The name, without its ending and in small letters, of a Markdown file that is never an entry; so no entry may have it as its id. */
export const README = "readme";
const QUESTION_FILES: readonly string[] = [AMBIGUOUS_FILE, NEAR_MISSES_FILE];
const CAMPAIGN = /\.ya?ml$/;
const ENTRY = /^(.+)\.md$/;
const NEARLY_AN_ENTRY = /\.(?:md|markdown|mdown|md\.txt)$/i;

/**
 * Lists the entries of a pack: <language>/<area>/<id>.md. Ignores hidden files, README.md, files that are not Markdown, and folders without entries.
 * Lists nothing if there is no pack.yaml, since any folder may have been named by mistake. Rejects if a folder cannot be read.
 */
export async function listPackFolder(directory: string): Promise<PackFolder> {
  const top = await listFolder(directory);
  if (top.some((item) => item.name === PACK_FILE)) return listEntryFolder(directory);
  return { folders: ["."], entryFiles: [], campaignFiles: [], questionFiles: [], diagnostics: [] };
}

/** Lists the entries of a folder that is laid out like a pack but needs no pack.yaml. Rejects if a folder cannot be read. */
export async function listEntryFolder(directory: string): Promise<PackFolder> {
  const diagnostics: Diagnostic[] = [];
  const entryFiles: EntryFile[] = [];
  const campaignFiles: string[] = [];
  const questionFiles: string[] = [];
  const folders = ["."];
  for (const language of await listFolder(directory)) {
    if (!language.isFolder) continue;
    folders.push(language.name);
    for (const area of await listFolder(join(directory, language.name))) {
      const folder = `${language.name}/${area.name}`;
      if (!area.isFolder) {
        if (language.name === CAMPAIGNS_FOLDER && CAMPAIGN.test(area.name)) campaignFiles.push(folder);
        if (QUESTION_FILES.includes(area.name)) questionFiles.push(folder);
        if (isEntryLike(area.name) && looksLikeLanguage(language.name)) diagnostics.push(misplaced(folder));
        continue;
      }
      folders.push(folder);
      for (const found of await listFolder(join(directory, language.name, area.name))) {
        const file = `${folder}/${found.name}`;
        const id = ENTRY.exec(found.name)?.[1];
        if (!isEntryLike(found.name) || found.isFolder) continue;
        if (id === undefined) diagnostics.push(misnamed(file));
        else entryFiles.push({ file, language: language.name, area: area.name, id });
      }
    }
  }
  return { folders, entryFiles, campaignFiles, questionFiles, diagnostics };
}

/** Lists what is in a folder, sorted by name, without hidden files and installed packages; a link counts as what it leads to. Rejects if it cannot be read. */
export async function listFolder(directory: string): Promise<readonly { name: string; isFolder: boolean }[]> {
  const found = await readdir(directory, { withFileTypes: true });
  const visible = found.filter((item) => !item.name.startsWith(".") && item.name !== PACKAGES);
  const items = visible.map(async (item) => {
    const isFolder = item.isSymbolicLink() ? await leadsToFolder(join(directory, item.name)) : item.isDirectory();
    return { name: item.name, isFolder };
  });
  return (await Promise.all(items)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A broken link counts as a file, so that reading it gives a diagnostic. */
async function leadsToFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function isEntryLike(fileName: string): boolean {
  return NEARLY_AN_ENTRY.test(fileName) && fileName.toLowerCase() !== `${README}.md`;
}

function looksLikeLanguage(folder: string): boolean {
  return /^[a-z]{2}$/i.test(folder);
}

function misplaced(file: string): Diagnostic {
  const fix = "Move it into the folder of its area: <language>/<area>/<id>.md";
  return { file, line: 1, message: "This entry is not in an area's folder", fix };
}

function misnamed(file: string): Diagnostic {
  return { file, line: 1, message: "This file is not read: its name does not end in .md", fix: "Rename it to <id>.md" };
}
