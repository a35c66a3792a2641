import { stat } from "node:fs/promises";
import { join } from "node:path";
import { listOverlay, OFF_FILE, type PackSource } from "../overlay/overlay.ts";
import { PACK_FILE } from "../read/pack-file.ts";
import { listPackFolder } from "../read/pack-folder.ts";
import { readingError } from "../read/text-file.ts";

/** The state of a pack's folder, without the content of its files. */
export interface FolderState {
  /** The folders to watch, as paths of the file system. */
  readonly folders: readonly string[];
  /** A text that differs as soon as anything is written, added, renamed, replaced or deleted. */
  readonly state: string;
}

/** Returns the state of the folders of packs and of their overlay (see {@link lookAtFolder}). */
export async function lookAtFolders({ directories, overlay }: PackSource): Promise<FolderState> {
  const looks = await Promise.all([...directories.map(lookAtFolder), ...(overlay === undefined ? [] : [lookAtOverlay(overlay)])]);
  return { folders: looks.flatMap(({ folders }) => folders), state: looks.map(({ state }) => state).join("\n") };
}

/** Returns the state of a pack's folders and files, without reading them. Does not reject: that a folder is missing is a state too. */
async function lookAtFolder(directory: string): Promise<FolderState> {
  try {
    const { folders, entryFiles, campaignFiles, questionFiles } = await listPackFolder(directory);
    const files = [PACK_FILE, ...entryFiles.map((entry) => entry.file), ...campaignFiles, ...questionFiles];
    const states = await Promise.all(files.map((file) => fileState(directory, file)));
    return { folders: folders.map((folder) => join(directory, folder)), state: states.join("\n") };
  } catch (error) {
    return { folders: [directory], state: `cannot be read: ${readingError(error)}` };
  }
}

/** Returns the state of an overlay's folder, which need not exist. Does not reject. */
export async function lookAtOverlay(directory: string): Promise<FolderState> {
  const folder = await listOverlay(directory);
  const files = [OFF_FILE, ...(folder?.entryFiles ?? []).map(({ file }) => file)];
  const states = await Promise.all(files.map((file) => fileState(directory, file)));
  return { folders: (folder?.folders ?? ["."]).map((name) => join(directory, name)), state: states.join("\n") };
}

async function fileState(directory: string, file: string): Promise<string> {
  return stat(join(directory, file)).then(
    ({ mtimeMs, size, ino }) => `${file} ${mtimeMs} ${size} ${ino}`,
    (error: unknown) => `${file} ${readingError(error)}`,
  );
}
