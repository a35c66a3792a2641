import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Diagnostic } from "../diagnostic.ts";
import type { EntryFile } from "./entry-file.ts";
import { PACK_FILE } from "./pack-file.ts";

/** What lies in a pack's folder. */
export interface PackFolder {
  /** The pack's own folder ("."), and those in which languages and areas may lie; relative to it. */
  readonly folders: readonly string[];
  /** By path, in code-unit order. */
  readonly entryFiles: readonly EntryFile[];
  /** By path, in code-unit order. */
  readonly campaignFiles: readonly string[];
  /** Files that were surely meant as entries and lie where none is looked for. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Where campaigns lie, beside the languages. */
export const CAMPAIGNS_FOLDER = "campaigns";
/** A pack that is an npm package may have packages beside it. */
const PACKAGES = "node_modules";
const CAMPAIGN = /\.ya?ml$/;
const ENTRY = /^(.+)\.md$/;
const NEARLY_AN_ENTRY = /\.(?:md|markdown|mdown|md\.txt)$/i;

/**
 * Lists the entries of a pack: <language>/<area>/<id>.md. Hidden files, README.md and files that are no Markdown are
 * not the pack's and are left alone, as are folders in which no entry lies. Without a pack.yaml nothing is listed: any
 * folder may have been named by mistake. Rejects when a folder cannot be read.
 */
export async function listPackFolder(directory: string): Promise<PackFolder> {
  const top = await list(directory);
  if (top.some((item) => item.name === PACK_FILE)) return listEntryFolder(directory);
  return { folders: ["."], entryFiles: [], campaignFiles: [], diagnostics: [] };
}

/** Lists entries that lie as those of a pack do, in a folder that needs no pack.yaml. Rejects when a folder cannot be read. */
export async function listEntryFolder(directory: string): Promise<PackFolder> {
  const diagnostics: Diagnostic[] = [];
  const entryFiles: EntryFile[] = [];
  const campaignFiles: string[] = [];
  const folders = ["."];
  for (const language of await list(directory)) {
    if (!language.isFolder) continue;
    folders.push(language.name);
    for (const area of await list(join(directory, language.name))) {
      const folder = `${language.name}/${area.name}`;
      if (!area.isFolder) {
        if (language.name === CAMPAIGNS_FOLDER && CAMPAIGN.test(area.name)) campaignFiles.push(folder);
        if (isEntryLike(area.name) && looksLikeLanguage(language.name)) diagnostics.push(misplaced(folder));
        continue;
      }
      folders.push(folder);
      for (const found of await list(join(directory, language.name, area.name))) {
        const file = `${folder}/${found.name}`;
        const id = ENTRY.exec(found.name)?.[1];
        if (!isEntryLike(found.name) || found.isFolder) continue;
        if (id === undefined) diagnostics.push(misnamed(file));
        else entryFiles.push({ file, language: language.name, area: area.name, id });
      }
    }
  }
  return { folders, entryFiles, campaignFiles, diagnostics };
}

async function list(directory: string): Promise<readonly { name: string; isFolder: boolean }[]> {
  const found = await readdir(directory, { withFileTypes: true });
  const visible = found.filter((item) => !item.name.startsWith(".") && item.name !== PACKAGES);
  const items = visible.map(async (item) => {
    const isFolder = item.isSymbolicLink() ? await leadsToFolder(join(directory, item.name)) : item.isDirectory();
    return { name: item.name, isFolder };
  });
  return (await Promise.all(items)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A link that leads nowhere counts as a file: reading it makes the diagnostic. */
async function leadsToFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function isEntryLike(fileName: string): boolean {
  return NEARLY_AN_ENTRY.test(fileName) && fileName.toLowerCase() !== "readme.md";
}

function looksLikeLanguage(folder: string): boolean {
  return /^[a-z]{2}$/i.test(folder);
}

function misplaced(file: string): Diagnostic {
  const fix = "Move it into the folder of its area: <language>/<area>/<id>.md";
  return { file, line: 1, message: "This entry lies in no area's folder", fix };
}

function misnamed(file: string): Diagnostic {
  return { file, line: 1, message: "This file is not read: its name does not end in .md", fix: "Rename it to <id>.md" };
}
