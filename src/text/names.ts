import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../languages/root.ts";

let cache: ReadonlySet<string> | undefined;

/** What people are called, given and family names alike, in small letters without accents: `src/languages/names.txt` (see NOTICE for its source). */
export function peoplesNames(): ReadonlySet<string> {
  cache ??= new Set(
    readFileSync(join(ROOT, "src/languages/names.txt"), "utf8")
      .split(/\r?\n/u)
      .filter((name) => name !== ""),
  );
  return cache;
}
