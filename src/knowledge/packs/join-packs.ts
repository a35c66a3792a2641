import type { Area, Campaign, Entry, Language, Pack } from "../../model.ts";
import { entryPath } from "../check/lint-diagnostic.ts";
import { type Diagnostic, failed, ok, type Result } from "../diagnostic.ts";
import { CAMPAIGNS_FOLDER } from "../read/pack-folder.ts";

/** One of several packs. */
export interface PackPart {
  /** Its name in diagnostics: that of its folder. */
  readonly label: string;
  readonly pack: Pack;
}

/**
 * Joins several packs into one. The first gives the name, the default language and the first contacts; areas with the same id become one. The languages are
 * the union: an entry that lacks a language is shown in one that it has, whereas an intersection would silently leave entries out.
 * @returns the pack, or a diagnostic for each entry or campaign whose id another pack has already
 */
export function joinPacks([first, ...others]: readonly [PackPart, ...PackPart[]]): Result<Pack> {
  const parts = [first, ...others];
  const diagnostics = [
    ...collisions(
      parts,
      "entry",
      ({ entries }) => new Map(entries.map((entry): [string, string] => [entry.id, entryPath(entry)])),
    ),
    ...collisions(
      parts,
      "campaign",
      ({ campaigns = [] }) => new Map(campaigns.map(({ id }): [string, string] => [id, `${CAMPAIGNS_FOLDER}/${id}.yaml`])),
    ),
  ];
  if (diagnostics.length > 0) return failed(...diagnostics);
  if (others.length === 0) return ok(first.pack);
  const packs = parts.map(({ pack }) => pack);
  const languages = [...new Set(packs.flatMap((pack) => pack.languages))];
  const areas = joinAreas(packs.flatMap((pack) => pack.areas));
  const campaigns = packs.flatMap((pack): readonly Campaign[] => pack.campaigns ?? []);
  const nearMisses = joinLines(packs.map((pack) => pack.nearMisses));
  const ambiguous = joinLines(packs.map((pack) => pack.ambiguous));
  const firstAid = packs.flatMap((pack) => pack.firstAid ?? []);
  return ok({
    ...first.pack,
    languages,
    areas,
    contacts: packs.flatMap((pack) => pack.contacts),
    entries: inOrder(
      packs.flatMap((pack) => pack.entries),
      languages,
      areas,
    ),
    ...(firstAid.length > 0 ? { firstAid } : {}),
    ...(campaigns.length > 0 ? { campaigns } : {}),
    ...(Object.keys(nearMisses).length > 0 ? { nearMisses } : {}),
    ...(Object.keys(ambiguous).length > 0 ? { ambiguous } : {}),
  });
}

/** Finds ids that two packs use. Within a pack, the same id means the same entry in several languages. */
function collisions(
  parts: readonly PackPart[],
  kind: string,
  idsOf: (pack: Pack) => ReadonlyMap<string, string>,
): readonly Diagnostic[] {
  const first = new Map<string, string>();
  return parts.flatMap(({ label, pack }) => {
    const own = idsOf(pack);
    const found = [...own].flatMap(([id, file]): readonly Diagnostic[] => {
      const earlier = first.get(id);
      if (earlier === undefined) return [];
      const message = `The ${kind} "${id}" is also in ${earlier}`;
      return [{ file: `${label}/${file}`, line: 1, message, fix: "Give one of the two another id and file name, or delete it" }];
    });
    for (const [id, file] of own) if (!first.has(id)) first.set(id, `${label}/${file}`);
    return found;
  });
}

/** Joins areas: the title of the first pack is kept, and later ones add languages. */
function joinAreas(areas: readonly Area[]): readonly Area[] {
  const byId = new Map<string, Area>();
  for (const area of areas) {
    const known = byId.get(area.id);
    byId.set(area.id, known === undefined ? area : { ...area, ...known, title: { ...area.title, ...known.title } });
  }
  return [...byId.values()];
}

function joinLines<Line>(
  parts: readonly (Readonly<Record<Language, readonly Line[]>> | undefined)[],
): Readonly<Record<Language, readonly Line[]>> {
  const joined: Record<Language, readonly Line[]> = {};
  for (const part of parts)
    for (const [language, lines] of Object.entries(part ?? {})) joined[language] = [...(joined[language] ?? []), ...lines];
  return joined;
}

function inOrder(entries: readonly Entry[], languages: readonly Language[], areas: readonly Area[]): readonly Entry[] {
  const places = new Map(areas.map(({ id }, at) => [id, at]));
  const rank = (entry: Entry) => languages.indexOf(entry.language) * areas.length + (places.get(entry.area) ?? 0);
  return [...entries].sort((a, b) => rank(a) - rank(b));
}
