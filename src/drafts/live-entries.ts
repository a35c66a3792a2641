import { MalinoisError } from "../errors.ts";
import { listOverlay, type PackSource } from "../knowledge/overlay/overlay.ts";
import type { EntryFile } from "../knowledge/read/entry-file.ts";
import { listPackFolder, type PackFolder } from "../knowledge/read/pack-folder.ts";
import { readingError, readTextFile } from "../knowledge/read/text-file.ts";
import type { Language } from "../model.ts";

/** The file of an entry that Malinois answers with. */
export interface LiveEntry extends EntryFile {
  /** The folder that contains it: a pack's or the overlay. */
  readonly directory: string;
  readonly text: string;
}

/**
 * Returns the current file of an entry. The overlay's file overrides those of the packs. Returns undefined if there is none, or if it cannot be read.
 * @throws MalinoisError (pack) if the folder of a pack cannot be read
 */
export async function liveEntry(
  { directories, overlay }: PackSource,
  language: Language,
  id: string,
): Promise<LiveEntry | undefined> {
  const over = overlay === undefined ? undefined : await listOverlay(overlay);
  const folders = [
    ...(overlay === undefined || over === undefined ? [] : [{ directory: overlay, files: over.entryFiles }]),
    ...(await Promise.all(directories.map(async (directory) => ({ directory, files: (await listPack(directory)).entryFiles })))),
  ];
  for (const folder of folders) {
    const place = folder.files.find((file) => file.language === language && file.id === id);
    if (place === undefined) continue;
    const text = await readTextFile(folder.directory, place.file);
    return text.ok ? { ...place, directory: folder.directory, text: text.value } : undefined;
  }
  return undefined;
}

async function listPack(directory: string): Promise<PackFolder> {
  return listPackFolder(directory).catch((cause: unknown) => {
    const message = `The pack's folder ${directory} cannot be read: ${readingError(cause)}`;
    throw new MalinoisError("pack", message, "Let Malinois read the folder and everything in it", { cause });
  });
}
