import type { Entry, Pack } from "../../model.ts";
import { nearestName } from "../diagnostic.ts";
import type { LintDiagnostic } from "./lint-diagnostic.ts";

/** Related entries that do not exist, in any language. */
export function lintRelated(pack: Pack, unreadable: readonly Pick<Entry, "id">[]): readonly LintDiagnostic[] {
  const ids = new Set([...pack.entries, ...unreadable].map((entry) => entry.id));
  return pack.entries.flatMap((entry) =>
    entry.related.flatMap((id, at): readonly LintDiagnostic[] => {
      const path = ["related", at];
      if (id === entry.id) {
        return [{ level: "warning", part: entry, path, message: "The entry is related to itself", fix: "Delete it" }];
      }
      if (ids.has(id)) return [];
      const meant = nearestName(id, ids);
      const fix = meant === undefined ? "Delete it, or write the entry" : `Did you mean "${meant}"? Else delete it`;
      return [{ level: "error", part: entry, path, message: `The related entry "${id}" does not exist`, fix }];
    }),
  );
}
