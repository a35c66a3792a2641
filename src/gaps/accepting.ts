import type { AdministrationStore, AuditRecord } from "../administration/ports.ts";
import type { DraftWriter } from "../drafts/drafts.ts";
import type { GapGroup } from "./groups.ts";
import type { GapStore } from "./ports.ts";
import { waysOf } from "./ways.ts";

export interface AcceptingOptions {
  readonly drafts: Pick<DraftWriter, "save" | "addQuestions">;
  readonly gaps: Pick<GapStore, "accept">;
  readonly audit: AdministrationStore["audit"];
}

/** The entry that is to answer a group's questions: a published one, or a new one with a title. */
export type AcceptingEntry = { readonly id: string } | { readonly title: string };

/**
 * Adds the questions of a group to the draft of an entry, as ways of asking it, and records in the audit trail who did so.
 * @returns the entry's id, and the ways of asking
 * @throws MalinoisError (usage) if there is no such entry in the group's language; (configuration) if no draft can be written
 */
export async function acceptGroup(
  { language, texts, ids }: GapGroup,
  entry: AcceptingEntry,
  by: Omit<AuditRecord, "what" | "detail">,
  { drafts, gaps, audit }: AcceptingOptions,
): Promise<{ readonly id: string; readonly ways: readonly string[] }> {
  const ways = waysOf(texts);
  const { id } =
    "id" in entry
      ? entry
      : await drafts.save({
          ...{ id: "", language, title: entry.title, questions: ways, summary: "", sources: [] },
          origin: "gap",
        });
  if ("id" in entry) await drafts.addQuestions({ language, id }, ways);
  await gaps.accept(ids, id);
  await audit({ ...by, what: "accept-gap", detail: { entry: id, language, ways: ways.length } });
  return { id, ways };
}
