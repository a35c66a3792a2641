import type { AuditRecord } from "../administration/ports.ts";
import type { PackSource } from "../knowledge/overlay/overlay.ts";
import type { StoredDraft } from "./draft-folder.ts";
import { isWritable, type Published, type PublishOptions } from "./publish.ts";

/** Packs with their overlay folder. */
export type OverlaidSource = PackSource & { readonly overlay: string };

/**
 * Returns the folders that drafts are published to: packs that may be changed, otherwise the overlay. Not to be changed are the pack that ships with Malinois,
 * folders that are not writable, and installed packages, whose next version would replace the files.
 */
export async function publishTargets(
  { directories, overlay }: OverlaidSource,
  shippedPack: string,
): Promise<Pick<PublishOptions, "target" | "own" | "over">> {
  const writable = await Promise.all(directories.map(isWritable));
  const own = directories.filter(
    (directory, at) => writable[at] && directory !== shippedPack && !/[\\/]node_modules[\\/]/u.test(directory),
  );
  return { target: own[0] ?? overlay, own: [...own, overlay], over: overlay };
}

type DoneBy = Omit<AuditRecord, "what" | "detail">;

/** Returns the audit records of drafts that were published. */
export function publishRecords(results: readonly Published[], by: DoneBy): readonly AuditRecord[] {
  return results
    .filter(({ kind }) => kind === "published")
    .map(({ draft }) => ({ ...by, what: "publish", detail: detailOf(draft) }));
}

/** Returns the audit record of a draft that was discarded. */
export function discardRecord(draft: StoredDraft, by: DoneBy): AuditRecord {
  return { ...by, what: "discard-draft", detail: detailOf(draft) };
}

/** Returns the audit record of an edit to a draft. */
export function editRecord(draft: StoredDraft, by: DoneBy): AuditRecord {
  return { ...by, what: "edit-draft", detail: detailOf(draft) };
}

function detailOf({ id, language, about }: StoredDraft) {
  return { entry: id, language, origin: about.origin };
}
