import { createHash } from "node:crypto";
import { createBreather } from "../../common/breathe.ts";
import type { Entry, Pack } from "../../model.ts";

/**
 * A name (64 hexadecimal digits, SHA-256) for all that a pack says: the same for the same content in whatever order
 * its files were read and its fields were written, another as soon as a letter differs.
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

/** A replacer that makes JSON the same whatever the order in which fields were set. */
function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
