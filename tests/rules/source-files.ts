import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { ROOT } from "../repository-root.ts";

export interface SourceFile {
  /** The path relative to the repository, with slashes: "src/matching/words.ts". */
  readonly path: string;
  readonly text: string;
  /** What it imports: own files by path, packages by name, built-ins with "node:". */
  readonly imports: readonly string[];
}

const IMPORT = /(?:\bfrom\s+|\bimport\s*\(?\s*)["']([^"']+)["']/g;

/** Returns every TypeScript source file below the given folders of the repository. */
export function sourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
      .map((name) => readSource(join(ROOT, folder, name))),
  );
}

function readSource(file: string): SourceFile {
  const text = readFileSync(file, "utf8");
  const path = relative(ROOT, file).replaceAll("\\", "/");
  const imports = [...text.matchAll(IMPORT)].flatMap(([, target]) => (target === undefined ? [] : [resolveImport(file, target)]));
  return { path, text, imports };
}

function resolveImport(file: string, target: string): string {
  return target.startsWith(".") ? relative(ROOT, resolve(dirname(file), target)).replaceAll("\\", "/") : target;
}
