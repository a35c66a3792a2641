/** The records of gaps: questions that found no answer, or the wrong one, without who asked them. */
import type { Instant, Language } from "../model.ts";
import type { WorkspaceKey } from "../ports.ts";

/** What a workspace lets Malinois keep of a question: nothing, the known words, or the text without anything that identifies people. */
export type Keeping = "nothing" | "words" | "text";

/**
 * Why a question is kept. "unknown": nothing answered it; "refused": none of the offered choices did; "unhelpful": the answer did not
 * help; "helpful": the answer helped, so that the question can check answers later.
 */
export type GapReason = "unknown" | "refused" | "unhelpful" | "helpful";

/** A question, reduced to what may be kept. */
export interface Gap {
  readonly reason: GapReason;
  readonly language: Language;
  /** The known words or the redacted text, as `keeping` says. */
  readonly text: string;
  readonly keeping: Exclude<Keeping, "nothing">;
  /** The entry that matched best, or that was shown, with its confidence (0–1). */
  readonly nearest?: { readonly entry: string; readonly confidence: number };
}

/** A gap in the store. */
export interface KeptGap extends Gap, WorkspaceKey {
  readonly id: string;
  /** A hash that tells the askers of a month apart. Once the month is over, it leads to nobody. */
  readonly asker: string;
  /** The month in which askers can be told apart: "2026-11". */
  readonly month: string;
  readonly at: Instant;
  /** The entry for which somebody accepted it. */
  readonly accepted?: string;
}

/** The feedback on an entry in one language. */
export interface EntryFeedback {
  readonly entry: string;
  readonly language: Language;
  readonly helpful: number;
  readonly unhelpful: number;
  /** The reasons that people gave for "not helpful", latest first. */
  readonly reasons: readonly string[];
}
