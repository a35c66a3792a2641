import { DATABASE_FORMS, type DatabaseForm } from "../store/database-forms.ts";

/** The names of the databases on the command line, in the order of `DATABASE_FORMS`. */
const DATABASES = ["sqlite", "postgresql"];
const PLATFORMS = ["counter", "slack", "discord"];

/** Returns whether a name is that of a database or a platform. */
export function isFaultChoice(name: string): boolean {
  return DATABASES.includes(name) || PLATFORMS.includes(name);
}

/** Returns the databases that are named, or all if none is. */
export function chosenDatabases(names: readonly string[]): readonly DatabaseForm[] {
  const isChosen = chooser(DATABASES, names);
  return DATABASE_FORMS.filter((_, index) => isChosen(DATABASES[index] ?? ""));
}

/** Returns the targets of the platforms that are named, by platform, or all if none is. */
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
