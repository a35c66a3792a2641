import type { Candidate, Context, Decision, FollowUp, Language, Reply } from "../model.ts";
import type { Library } from "./pack-index.ts";
import type { Reader } from "./reader.ts";
import { answerReply, moreReply, sourcesReply } from "./replies/answer.ts";
import { decideTo } from "./turn.ts";

/** How entries are shown that are already settled: picked, or shown before. */
export type Showing = "show" | "more" | "sources" | "share";

/**
 * Shows entries that need no matching. Ids that the pack no longer has are passed over; undefined if none is left.
 * @param before the thread so far, if these entries are its own: what it knows of the match is kept
 */
export function showEntries(
  library: Library,
  ids: readonly string[],
  showing: Showing,
  reader: Reader,
  options: { readonly action?: FollowUp; readonly before?: Context; readonly language?: Language } = {},
): Decision | undefined {
  const { action, before, language = reader.language } = options;
  const known = ids.filter((id) => library.has(id));
  if (known.length === 0) return undefined;
  const confidence = before?.confidence ?? 1;
  const entries = known.map((id): Candidate => ({ id, confidence }));
  const replies = known.flatMap((id) => replyFor(library, id, showing, reader, known.length > 1));
  return decideTo("answer", replies, reader.language, {
    entries,
    ...(action === undefined ? {} : { action }),
    context: { language, entries: known, outcome: "answer", matched: before?.matched ?? [], confidence },
  });
}

function replyFor(library: Library, id: string, showing: Showing, reader: Reader, brief: boolean): Reply[] {
  const entry = library.entry(id, reader.languages);
  if (entry === undefined) return [];
  switch (showing) {
    case "show":
      return [answerReply(library, entry, reader, { brief })];
    case "share":
      return [answerReply(library, entry, reader, { shared: true })];
    case "more":
      return [moreReply(library, entry, reader)];
    case "sources":
      return [sourcesReply(entry, reader)];
  }
}
