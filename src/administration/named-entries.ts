import { nearestName } from "../knowledge/diagnostic.ts";
import { sayToManagers as say } from "../languages/index.ts";
import type { Entry, Language, Pack } from "../model.ts";

/** A name that no entry has, and the id that was probably meant. */
interface UnknownEntry {
  readonly unknown: string;
  readonly meant: string | undefined;
}

/** The ids of entries that people named, or the first name that matches none. */
export type NamedEntries = { readonly ids: readonly string[] } | UnknownEntry;

/** Finds entries by their ids, or by their titles in any language, ignoring case. */
export function findNamedEntries(names: readonly string[], { entries }: Pick<Pack, "entries">): NamedEntries {
  const idOf = new Map(entries.flatMap(({ id, title }): [string, string][] => [[folded(title), id]]));
  for (const { id } of entries) idOf.set(id, id);
  const found: string[] = [];
  for (const name of names) {
    const id = idOf.get(folded(name));
    if (id === undefined) return { unknown: name, meant: meantBy(name, entries) };
    found.push(id);
  }
  return { ids: [...new Set(found)] };
}

/** Returns a message that there is no such entry, with the id that was probably meant, if any. */
export function unknownEntry({ unknown, meant }: UnknownEntry, language: Language): string {
  return meant === undefined
    ? say(language, "problem.no-entry", { name: unknown })
    : say(language, "problem.no-entry-but", { name: unknown, meant });
}

function meantBy(name: string, entries: readonly Entry[]): string | undefined {
  return nearestName(name, new Set(entries.map(({ id }) => id)));
}

const folded = (text: string) => text.trim().toLowerCase();
