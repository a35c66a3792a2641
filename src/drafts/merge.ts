/** Merges a draft of an entry into the current live entry. Pure. */
import { type EntryParts, isTexts, readParts, withParts } from "./entry-text.ts";

export interface Merged {
  readonly text: string;
  /** The fields, or "text", that the draft and the live entry both changed, in different ways. The live entry's values are kept. */
  readonly conflicts: readonly string[];
  /** The merged text with the draft's values wherever there is a conflict: what is left to decide. */
  readonly rest: string;
}

/** The name, in the list of conflicts, of the text below the front matter. */
const TEXT = "text";

/**
 * Returns the live entry with every change of the draft that does not conflict with a later change of the live entry.
 * @param base the live entry when the draft was created; undefined if there was none
 * @returns undefined if one of the texts cannot be parsed as an entry
 */
export function mergeEntry(base: string | undefined, draft: string, live: string): Merged | undefined {
  const [before, wanted, now] = [
    base === undefined ? { fields: {}, body: "" } : readParts(base),
    readParts(draft),
    readParts(live),
  ];
  if (base === live && wanted !== undefined) return { text: draft, conflicts: [], rest: draft };
  if (before === undefined || wanted === undefined || now === undefined) return undefined;
  const conflicts: string[] = [];
  const fields: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(before.fields), ...Object.keys(wanted.fields), ...Object.keys(now.fields)])) {
    const merged = mergeValue(before.fields[name], wanted.fields[name], now.fields[name]);
    if (merged === "conflict") conflicts.push(name);
    else if (merged !== "keep") fields[name] = merged.value;
  }
  const body = mergeValue(before.body, wanted.body, now.body);
  if (body === "conflict") conflicts.push(TEXT);
  const isLive = Object.keys(fields).length === 0 && typeof body === "string";
  const text = isLive ? live : withParts(live, { fields, ...(typeof body === "object" ? { body: String(body.value) } : {}) });
  return { text, conflicts, rest: conflicts.length === 0 ? text : withParts(text, partsOf(wanted, conflicts)) };
}

/** Returns some parts of an entry; a field that the entry does not have is undefined. */
function partsOf({ fields, body }: EntryParts, names: readonly string[]): Partial<EntryParts> {
  const named = names.filter((name) => name !== TEXT).map((name) => [name, fields[name]]);
  return { fields: Object.fromEntries(named), ...(names.includes(TEXT) ? { body } : {}) };
}

/** Merges one value. Returns "keep" for the live value, another value to use, or "conflict" if a person must decide. Lists of texts never conflict. */
function mergeValue(before: unknown, wanted: unknown, now: unknown): "keep" | "conflict" | { readonly value: unknown } {
  if (isSame(wanted, before) || isSame(wanted, now)) return "keep";
  if (isSame(now, before)) return { value: wanted };
  const lists = [before ?? [], wanted ?? [], now ?? []];
  if (!lists.every(isTexts)) return "conflict";
  const [old = [], next = [], current = []] = lists;
  const kept = current.filter((item) => next.includes(item) || !old.includes(item));
  return { value: [...kept, ...next.filter((item) => !old.includes(item) && !kept.includes(item))] };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
