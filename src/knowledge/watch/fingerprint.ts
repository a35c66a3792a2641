import { createHash } from "node:crypto";
import { createBreather } from "../../common/breathe.ts";
import type { Entry, Pack } from "../../model.ts";

/**
 * Returns a hash of a pack's content (SHA-256, 64 hexadecimal digits). It does not depend on the order in which files were read or fields were written.
 */
export async function packFingerprint({ entries, ...rest }: Pack): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(rest, sortedKeys));
  const breathe = createBreather();
  for (const entry of [...entries].sort((a, b) => (entryKey(a) < entryKey(b) ? -1 : 1))) {
    hash.update(JSON.stringify(entry, sortedKeys));
    await breathe();
  }
  return hash.digest("hex");
}

function entryKey(entry: Entry): string {
  return `${entry.language}/${entry.id}`;
}

/** A replacer that sorts fields, so that their order does not change the JSON. */
function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
