/** The records of gaps: questions that found no answer, or the wrong one, without who asked them. */
import type { Instant, Language } from "../model.ts";
import type { WorkspaceKey } from "../ports.ts";

/** What a workspace lets Malinois keep of a question: nothing, the words that it knows, or the text without what names anybody. */
export type Keeping = "nothing" | "words" | "text";

/**
 * Why a question is kept. "unknown": nothing answered it; "refused": nothing that was offered did; "unhelpful": the answer did not
 * help; "helpful": it did, so that it may check answers later.
 */
export type GapReason = "unknown" | "refused" | "unhelpful" | "helpful";

/** A question as it is kept. */
export interface Gap {
  readonly reason: GapReason;
  readonly language: Language;
  /** What may be kept of it, by `keeping`. */
  readonly text: string;
  readonly keeping: Exclude<Keeping, "nothing">;
  /** The entry that came nearest, or that was shown, with how probable it was (0–1). */
  readonly nearest?: { readonly entry: string; readonly confidence: number };
}

/** A gap in the store. */
export interface KeptGap extends Gap, WorkspaceKey {
  readonly id: string;
  /** Tells the askers of a month apart; names nobody once the month is over. */
  readonly asker: string;
  /** The month in which askers can be told apart: "2026-11". */
  readonly month: string;
  readonly at: Instant;
  /** The entry that somebody accepted it for. */
  readonly accepted?: string;
}

/** Opinions on an entry in one language. */
export interface EntryFeedback {
  readonly entry: string;
  readonly language: Language;
  readonly helpful: number;
  readonly unhelpful: number;
  /** What people wrote beside "not helpful", the latest first. */
  readonly reasons: readonly string[];
}
