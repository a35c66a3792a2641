import { listOverlay, type PackSource } from "../knowledge/overlay/overlay.ts";
import type { EntryFile } from "../knowledge/read/entry-file.ts";
import { listPackFolder } from "../knowledge/read/pack-folder.ts";
import { readTextFile } from "../knowledge/read/text-file.ts";
import type { Language } from "../model.ts";

/** The file of an entry that is served. */
export interface LiveEntry extends EntryFile {
  /** The folder in which it lies: the pack's, or the overlay's. */
  readonly directory: string;
  readonly text: string;
}

/** The file of an entry as it is now, that of the overlay before those of the packs; undefined where there is none, or it cannot be read. */
export async function liveEntry(
  { directories, overlay }: PackSource,
  language: Language,
  id: string,
): Promise<LiveEntry | undefined> {
  const over = overlay === undefined ? undefined : await listOverlay(overlay);
  const folders = [
    ...(overlay === undefined || over === undefined ? [] : [{ directory: overlay, files: over.entryFiles }]),
    ...(await Promise.all(
      directories.map(async (directory) => ({ directory, files: (await listPackFolder(directory)).entryFiles })),
    )),
  ];
  for (const folder of folders) {
    const place = folder.files.find((file) => file.language === language && file.id === id);
    if (place === undefined) continue;
    const text = await readTextFile(folder.directory, place.file);
    return text.ok ? { ...place, directory: folder.directory, text: text.value } : undefined;
  }
  return undefined;
}
