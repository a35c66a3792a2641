import type { AuditRecord } from "../administration/ports.ts";
import type { PackSource } from "../knowledge/overlay/overlay.ts";
import type { StoredDraft } from "./draft-folder.ts";
import { isWritable, type Published, type PublishOptions } from "./publish.ts";

/** Packs with the folder that is laid over them. */
export type OverlaidSource = PackSource & { readonly overlay: string };

/**
 * Where drafts are published: in the packs that somebody may change, else in the overlay. Neither the pack that ships may be changed, nor what cannot be
 * written to, nor a package, which its next version replaces.
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

/** What the audit trail says of drafts that were published. */
export function publishRecords(results: readonly Published[], by: DoneBy): readonly AuditRecord[] {
  return results
    .filter(({ kind }) => kind === "published")
    .map(({ draft }) => ({ ...by, what: "publish", detail: detailOf(draft) }));
}

/** What the audit trail says of a draft that was discarded. */
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
