import type { Candidate, Context, Decision, FollowUp, Language, Reply } from "../model.ts";
import type { PackIndex } from "./pack-index.ts";
import type { Audience } from "./reader.ts";
import { type AnswerOptions, answerReply, moreReply, sourcesReply } from "./replies/answer.ts";
import { decideTo } from "./turn.ts";

/** How to show entries that need no matching: they were picked, or shown before. */
export type Showing = "show" | "more" | "sources" | "share";

/**
 * Shows entries that need no matching. Skips ids that the pack no longer has, and returns undefined if none is left.
 * @param before the context of the thread, if it was about these entries: why they matched is kept
 */
export function showEntries(
  packIndex: PackIndex,
  ids: readonly string[],
  showing: Showing,
  audience: Audience,
  options: { readonly action?: FollowUp; readonly before?: Context; readonly language?: Language; readonly sharer?: string } = {},
): Decision | undefined {
  const { action, before, language = audience.language, sharer } = options;
  const known = ids.filter((id) => packIndex.has(id));
  if (known.length === 0) return undefined;
  const confidence = before?.confidence ?? 1;
  const entries = known.map((id): Candidate => ({ id, confidence }));
  const reasons = before === undefined ? {} : { reasons: before };
  const replies = known.flatMap((id) =>
    replyFor(packIndex, id, showing, audience, { brief: known.length > 1, shared: { by: sharer }, ...reasons }),
  );
  return decideTo("answer", replies, audience.language, {
    entries,
    ...(action === undefined ? {} : { action }),
    context: { language, entries: known, outcome: "answer", matched: before?.matched ?? [], confidence },
  });
}

function replyFor(
  packIndex: PackIndex,
  id: string,
  showing: Showing,
  audience: Audience,
  { shared, ...options }: Pick<AnswerOptions, "brief" | "reasons" | "shared">,
): Reply[] {
  const entry = packIndex.entry(id, audience.languages);
  if (entry === undefined) return [];
  switch (showing) {
    case "show":
      return [answerReply(packIndex, entry, audience, options)];
    case "share":
      return [answerReply(packIndex, entry, audience, shared === undefined ? {} : { shared })];
    case "more":
      return [moreReply(packIndex, entry, audience)];
    case "sources":
      return [sourcesReply(entry, audience)];
  }
}
