import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Returns the nearest folder above this file that contains package.json. It is the same for the sources and the compiled files. */
function findRoot(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : findRoot(dirname(folder));
}

/** The repository's folder. */
export const ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));
