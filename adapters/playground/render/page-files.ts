import { readdirSync, readFileSync } from "node:fs";
import { extname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { MalinoisError } from "../../../src/errors.ts";

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
};

export interface PageFile {
  /** The path in the folder, with slashes. */
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/**
 * Returns the files of the page. They are served unchanged, so the compiler does not copy them: they are next to this folder in the sources, and outside
 * `dist` for the compiled program.
 * @throws MalinoisError if the folder is missing.
 */
export function readPageFiles(): readonly PageFile[] {
  const folders = ["../page/", "../../../../adapters/playground/page/"].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  for (const folder of folders) {
    const names = listFiles(folder);
    if (names !== undefined) return names.flatMap((name) => readPageFile(folder, name));
  }
  throw new MalinoisError(
    "configuration",
    "The files of the playground's page are missing.",
    "Put the folder adapters/playground/page next to the program's dist folder, as in the repository.",
  );
}

function listFiles(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((path) => path.split(sep).join("/"))
      .sort();
  } catch {
    return undefined;
  }
}

function readPageFile(folder: string, name: string): PageFile[] {
  const type = CONTENT_TYPES[extname(name)];
  return type === undefined ? [] : [{ name, type, text: readFileSync(join(folder, name), "utf8") }];
}
