/** Finds entries whose last review is too long ago. Pure. */
import type { Entry, Language, Pack } from "../model.ts";

export interface StaleEntry {
  readonly id: string;
  readonly language: Language;
  readonly title: string;
  /** Absent: it was never reviewed. */
  readonly reviewed?: string;
  readonly owner?: string;
}

const DAY = 24 * 3_600_000;

/**
 * Returns the entries that nobody has reviewed for more than `days` days: those never reviewed first, then the oldest review first.
 * @param today as "2026-11-26"
 */
export function staleEntries({ entries }: Pick<Pack, "entries">, today: string, days: number): readonly StaleEntry[] {
  const oldest = new Date(Date.parse(today) - days * DAY).toISOString().slice(0, 10);
  return entries
    .filter(({ reviewed }) => reviewed === undefined || reviewed < oldest)
    .map(staleEntry)
    .sort((a, b) => compare(a.reviewed ?? "", b.reviewed ?? "") || compare(a.id, b.id) || compare(a.language, b.language));
}

function staleEntry({ id, language, title, reviewed, owner }: Entry): StaleEntry {
  return { id, language, title, ...(reviewed === undefined ? {} : { reviewed }), ...(owner === undefined ? {} : { owner }) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Reads the person who owns an entry: "<platform>:<id>", with one of `platforms`. Undefined for any other owner, such as a team. */
export function ownerOf(
  owner: string | undefined,
  platforms: readonly string[],
): { readonly platform: string; readonly person: string } | undefined {
  const [, platform, person] = /^([a-z]+):([\w-]{1,64})$/iu.exec(owner ?? "") ?? [];
  if (platform === undefined || person === undefined || !platforms.includes(platform.toLowerCase())) return undefined;
  return { platform: platform.toLowerCase(), person };
}
