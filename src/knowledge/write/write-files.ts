import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { MalinoisError } from "../../errors.ts";
import type { Pack } from "../../model.ts";
import { entryPath } from "../check/lint-diagnostic.ts";
import { PACK_FILE } from "../read/pack-file.ts";
import { readingError } from "../read/text-file.ts";
import { entryText } from "./entry-text.ts";
import { packText } from "./pack-text.ts";

/**
 * Writes a new pack. The folder must be empty or new, unless `force` is set: then files with the same name are replaced, and others stay. pack.yaml is
 * written last, so that a folder which is only half written is no pack.
 * @returns the files, relative to the folder
 * @throws MalinoisError (usage) if the folder is not empty; (pack) if it cannot be written
 */
export async function writePack(pack: Pack, directory: string, { force = false } = {}): Promise<readonly string[]> {
  const present = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw notWritten(directory, error);
  });
  if (present.length > 0 && !force) {
    throw new MalinoisError(
      "usage",
      `The folder ${directory} is not empty`,
      "Name a new folder, or add --force to replace files of the same name",
    );
  }
  const files: [string, string][] = [
    ...pack.entries.map((entry): [string, string] => [entryPath(entry), entryText(entry)]),
    [PACK_FILE, packText(pack)],
  ];
  for (const [file, text] of files) await writeNewFile(directory, file, text, { force });
  return files.map(([file]) => file);
}

/**
 * Writes one file of a pack, with its folders.
 * @throws MalinoisError (usage) if it exists and `force` is not set; (pack) if it cannot be written
 */
export async function writeNewFile(directory: string, file: string, text: string, { force = false } = {}): Promise<void> {
  try {
    await mkdir(dirname(join(directory, file)), { recursive: true });
    await writeFile(join(directory, file), text, { flag: force ? "w" : "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") {
      throw new MalinoisError("usage", `The file ${file} exists`, "Choose another id or folder");
    }
    throw notWritten(join(directory, file), error);
  }
}

function notWritten(path: string, error: unknown): MalinoisError {
  return new MalinoisError(
    "pack",
    `${path} cannot be written: ${readingError(error)}`,
    "Name a folder that Malinois may write to",
    { cause: error },
  );
}
