/** Which owners are to be reminded of which entries. Pure. */
import { ownerOf, type StaleEntry } from "../gaps/stale-entries.ts";
import type { Language } from "../model.ts";

/** An entry whose review is over, for the person who owns it. */
export interface Reminder {
  readonly platform: string;
  readonly person: string;
  readonly entry: string;
  /** The languages whose review is over, with the last date of each; absent where there was none. */
  readonly versions: readonly { readonly language: Language; readonly title: string; readonly reviewed?: string }[];
}

/** A person is reminded of so many entries in a month, the longest unreviewed first. */
const MOST_IN_A_MONTH = 3;

/** The reminders for stale entries, longest ago first, that belong to people on some platforms. */
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
    return (counts.get(key) ?? 0) <= MOST_IN_A_MONTH;
  });
}
