import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { MalinoisError } from "../../errors.ts";

const PACKAGE = /^npm:((?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*)$/;

/**
 * Returns the folder of a pack that is given as a folder, or as "npm:name": a package installed in the working folder or one above it.
 * @throws MalinoisError (usage) if it is no name of a package; (pack) if the package is not installed
 */
export function packFolderOf(source: string, workingFolder: string): string {
  if (!source.startsWith("npm:")) return resolve(workingFolder, source);
  const name = PACKAGE.exec(source)?.[1];
  if (name === undefined) {
    throw new MalinoisError(
      "usage",
      `"${source}" names no package`,
      "Write npm: and the package's name, for example npm:malinois-pack-example",
    );
  }
  for (let folder = resolve(workingFolder); ; folder = dirname(folder)) {
    const found = join(folder, "node_modules", name);
    if (existsSync(found)) return found;
    if (folder === dirname(folder)) break;
  }
  throw new MalinoisError(
    "pack",
    `The package ${name} is not installed`,
    `Run npm install ${name} in the folder that Malinois runs in`,
  );
}
