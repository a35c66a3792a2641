import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The nearest folder above this file that holds package.json: from the sources and from what is compiled of them. */
function findRoot(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : findRoot(dirname(folder));
}

/** The repository's folder. */
export const ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));
