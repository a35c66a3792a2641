/** Decides which owners are reminded of which entries. Pure. */
import { ownerOf, type StaleEntry } from "../gaps/stale-entries.ts";
import type { Language } from "../model.ts";

/** A reminder for the owner of an entry whose review is overdue. */
export interface Reminder {
  readonly platform: string;
  readonly person: string;
  readonly entry: string;
  /** The language versions whose review is overdue, with the date of the last review of each; absent if there was none. */
  readonly versions: readonly { readonly language: Language; readonly title: string; readonly reviewed?: string }[];
}

/** The most entries that a person is reminded of at a time, those longest without a review first. */
const MOST_AT_A_TIME = 3;

/** Returns the reminders for stale entries, given with the oldest review first, whose owners are on one of the platforms. */
export function remindersOf(stale: readonly StaleEntry[], platforms: readonly string[]): readonly Reminder[] {
  const reminders = new Map<string, Reminder>();
  for (const { id, language, title, reviewed, owner } of stale) {
    const person = ownerOf(owner, platforms);
    if (person === undefined) continue;
    const key = JSON.stringify([person.platform, person.person, id]);
    const version = { language, title, ...(reviewed === undefined ? {} : { reviewed }) };
    const known = reminders.get(key) ?? { ...person, entry: id, versions: [] };
    reminders.set(key, { ...known, versions: [...known.versions, version] });
  }
  const counts = new Map<string, number>();
  return [...reminders.values()].filter(({ platform, person }) => {
    const key = JSON.stringify([platform, person]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return (counts.get(key) ?? 0) <= MOST_AT_A_TIME;
  });
}
