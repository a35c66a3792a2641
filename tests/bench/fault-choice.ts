import { DATABASE_FORMS, type DatabaseForm } from "../store/database-forms.ts";

/** What each database is called on the command line, in the order of `DATABASE_FORMS`. */
const DATABASES = ["sqlite", "postgresql"];
const PLATFORMS = ["counter", "slack", "discord"];

/** Whether a name stands for a database or a platform. */
export function isFaultChoice(name: string): boolean {
  return DATABASES.includes(name) || PLATFORMS.includes(name);
}

/** The databases that are named; all where none is. */
export function chosenDatabases(names: readonly string[]): readonly DatabaseForm[] {
  const isChosen = chooser(DATABASES, names);
  return DATABASE_FORMS.filter((_, index) => isChosen(DATABASES[index] ?? ""));
}

/** The targets of the platforms that are named, by platform; all where none is. */
export function chosenTargets<Target>(
  targets: Readonly<Record<string, Target>>,
  names: readonly string[],
): readonly [string, Target][] {
  const isChosen = chooser(PLATFORMS, names);
  return Object.entries(targets).filter(([platform]) => isChosen(platform));
}

function chooser(all: readonly string[], names: readonly string[]): (name: string) => boolean {
  const chosen = names.filter((name) => all.includes(name));
  return (name) => chosen.length === 0 || chosen.includes(name);
}
