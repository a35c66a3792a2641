import type { Area, Entry, Language, Pack } from "../model.ts";

/** Looks things up in a pack for the conversation. */
export interface PackIndex {
  readonly pack: Pack;
  has(id: string): boolean;
  /** Returns an entry in the first of the given languages in which it exists, else in any language. */
  entry(id: string, languages: readonly Language[]): Entry | undefined;
  /** Returns the original of a translation, in the pack's default language, if it was reviewed after the translation; else undefined. */
  newerOriginal(entry: Entry): (Entry & { readonly reviewed: string }) | undefined;
  /** Ids of entries worth reading next, in the editors' order. */
  related(id: string): readonly string[];
  /** Ids of entries that name this one as worth reading next. */
  namedBy(id: string): readonly string[];
  /** Returns all ids of an area, those that most others name as worth reading first. */
  idsIn(area: string): readonly string[];
  area(id: string): Area | undefined;
  /** Ids of the first-aid entries: those that the pack lists itself, then those that people need most often, then those that most others name as worth reading. */
  readonly urgentIds: readonly string[];
}

export function createPackIndex(pack: Pack): PackIndex {
  const versions = new Map<string, Entry[]>();
  const related = new Map<string, Set<string>>();
  const namedBy = new Map<string, Set<string>>();
  for (const entry of pack.entries) addTo(versions, entry.id, entry);
  for (const { id, related: others } of pack.entries) {
    for (const other of others) {
      if (other === id || !versions.has(other)) continue;
      related.set(id, (related.get(id) ?? new Set()).add(other));
      namedBy.set(other, (namedBy.get(other) ?? new Set()).add(id));
    }
  }
  const mostNamedFirst = (ids: string[]) => ids.sort((a, b) => (namedBy.get(b)?.size ?? 0) - (namedBy.get(a)?.size ?? 0));
  const idsOf = (isWanted: (entry: Entry) => boolean) =>
    mostNamedFirst([...versions].filter(([, [entry]]) => entry !== undefined && isWanted(entry)).map(([id]) => id));
  const urgentIds = idsOf(({ urgent }) => urgent);
  const named = (pack.firstAid ?? []).filter((id) => urgentIds.includes(id));
  const isEveryday = (id: string) => pack.areas.some((area) => area.everyday === true && area.id === versions.get(id)?.[0]?.area);
  return {
    pack,
    has: (id) => versions.has(id),
    entry(id, languages) {
      const known = versions.get(id) ?? [];
      const wanted = languages.find((language) => known.some((entry) => entry.language === language));
      return known.find((entry) => entry.language === wanted) ?? known[0];
    },
    newerOriginal({ id, language, reviewed }) {
      if (language === pack.defaultLanguage || reviewed === undefined) return undefined;
      const original = versions.get(id)?.find((entry) => entry.language === pack.defaultLanguage);
      // ISO dates sort as texts.
      const isNewer = original?.reviewed !== undefined && original.reviewed > reviewed;
      return isNewer ? { ...original, reviewed: original.reviewed } : undefined;
    },
    related: (id) => [...(related.get(id) ?? [])],
    namedBy: (id) => [...(namedBy.get(id) ?? [])],
    idsIn: (area) => idsOf((entry) => entry.area === area),
    area: (id) => pack.areas.find((area) => area.id === id),
    urgentIds: [...new Set([...named, ...urgentIds.filter(isEveryday), ...urgentIds])],
  };
}

function addTo(groups: Map<string, Entry[]>, key: string, entry: Entry): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [entry]);
  else group.push(entry);
}
