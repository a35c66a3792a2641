import type { Entry, Pack } from "../../model.ts";
import { nearestName, type Path } from "../diagnostic.ts";
import type { LintDiagnostic } from "./lint-diagnostic.ts";

/** Returns the findings about related entries that exist in no language. */
export function lintRelated(pack: Pack, unreadable: readonly Pick<Entry, "id">[]): readonly LintDiagnostic[] {
  const ids = new Set([...pack.entries, ...unreadable].map((entry) => entry.id));
  return pack.entries.flatMap((entry) =>
    entry.related.flatMap((id, at): readonly LintDiagnostic[] => {
      const path = ["related", at];
      if (id === entry.id) {
        return [{ level: "warning", part: entry, path, message: "The entry is related to itself", fix: "Delete it" }];
      }
      return ids.has(id) ? [] : [deadLink(entry, path, `The related entry "${id}" does not exist`, id, ids)];
    }),
  );
}

/** Returns the findings about first-aid entries in pack.yaml that do not exist or are not urgent. */
export function lintFirstAid(pack: Pack, unreadable: readonly Pick<Entry, "id">[]): readonly LintDiagnostic[] {
  const ids = new Set([...pack.entries, ...unreadable].map((entry) => entry.id));
  const known = new Map(pack.entries.map(({ id, urgent }) => [id, urgent]));
  return (pack.firstAid ?? []).flatMap((id, at): readonly LintDiagnostic[] => {
    const path = ["firstAid", at];
    if (!ids.has(id)) return [deadLink(pack, path, `The entry "${id}" does not exist`, id, ids)];
    if (known.get(id) !== false) return [];
    const fix = "Write urgent: true in the entry, or delete it here";
    return [{ level: "error", part: pack, path, message: `The entry "${id}" is not urgent`, fix }];
  });
}

function deadLink(part: Entry | Pack, path: Path, message: string, id: string, ids: ReadonlySet<string>): LintDiagnostic {
  const meant = nearestName(id, ids);
  const fix = meant === undefined ? "Delete it, or write the entry" : `Did you mean "${meant}"? Else delete it`;
  return { level: "error", part, path, message, fix };
}
