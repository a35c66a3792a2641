import { stat } from "node:fs/promises";
import { join } from "node:path";
import { listOverlay, OFF_FILE, type PackSource } from "../overlay/overlay.ts";
import { PACK_FILE } from "../read/pack-file.ts";
import { listPackFolder } from "../read/pack-folder.ts";
import { readingError } from "../read/text-file.ts";

/** What a pack's folder looks like from outside. */
export interface FolderState {
  /** To be watched; paths that the system understands. */
  readonly folders: readonly string[];
  /** Another text as soon as anything was written, added, renamed, replaced or deleted. */
  readonly state: string;
}

/** Looks at the folders of packs and of their overlay, as {@link lookAtFolder} does at those of one pack. */
export async function lookAtFolders({ directories, overlay }: PackSource): Promise<FolderState> {
  const looks = await Promise.all([...directories.map(lookAtFolder), ...(overlay === undefined ? [] : [lookAtOverlay(overlay)])]);
  return { folders: looks.flatMap(({ folders }) => folders), state: looks.map(({ state }) => state).join("\n") };
}

/** Looks at the folders and files of a pack without reading them. Does not reject: a folder that is gone is a state too. */
async function lookAtFolder(directory: string): Promise<FolderState> {
  try {
    const { folders, entryFiles, campaignFiles } = await listPackFolder(directory);
    const files = [PACK_FILE, ...entryFiles.map((entry) => entry.file), ...campaignFiles];
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
