import type { Entry, Pack, Translated } from "../../model.ts";
import type { Diagnostic, Path } from "../diagnostic.ts";

/** A finding about a pack that can be read but should be better. An error makes `malinois check` fail. */
export interface LintResult extends Diagnostic {
  readonly level: "error" | "warning";
}

/** A diagnostic before its line is looked up. */
export interface LintDiagnostic {
  readonly level: LintResult["level"];
  readonly part: Entry | Pack;
  readonly path: Path;
  readonly message: string;
  readonly fix: string;
}

/** The file of an entry, relative to its pack. */
export function entryPath(entry: Pick<Entry, "language" | "area" | "id">): string {
  return `${entry.language}/${entry.area}/${entry.id}.md`;
}

/** Returns the finding that a text of a pack lacks some of its languages; none if it has them all. */
export function missingLanguages(pack: Pack, path: Path, text: Translated): readonly LintDiagnostic[] {
  const missing = pack.languages.filter((language) => text[language] === undefined);
  if (missing.length === 0) return [];
  const message = `The text is missing in: ${missing.join(", ")}`;
  const fix = `Add ${missing.map((language) => `${language}: "…"`).join(", ")}`;
  return [{ level: "error", part: pack, path, message, fix }];
}
