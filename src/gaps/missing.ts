import type { Instant, Language, Pack } from "../model.ts";
import type { WorkspaceKey } from "../ports.ts";
import { type GapGroup, type GroupingOptions, groupGaps } from "./groups.ts";
import type { KnownWords } from "./known-words.ts";
import type { GapStore } from "./ports.ts";
import { redact } from "./redaction.ts";
import { type StaleEntry, staleEntries } from "./stale-entries.ts";
import type { EntryFeedback } from "./types.ts";

/** What the content lacks, according to people's questions and feedback. */
export interface Missing {
  /** The largest group first. */
  readonly groups: readonly GapGroup[];
  /** The entry with the most unhelpful answers first. What people wrote is redacted. */
  readonly feedback: readonly EntryFeedback[];
  /** The entry with the oldest review first. */
  readonly stale: readonly StaleEntry[];
}

export interface MissingOptions extends GroupingOptions {
  readonly gaps: Pick<GapStore, "open" | "feedback">;
  readonly pack: Pack;
  readonly known: (language: Language) => KnownWords;
  readonly now: Instant;
  /** The day to judge review dates by: "2026-11-26". */
  readonly today: string;
  /** After how many days an entry counts as stale. */
  readonly reviewDays: number;
}

/** How many days of feedback are used. */
export const FEEDBACK_DAYS = 180;
const DAY = 24 * 3_600_000;

/** Returns what is missing in a workspace, or in all of them if `workspace` is undefined. Rejects if the store does. */
export async function whatIsMissing(workspace: WorkspaceKey | undefined, options: MissingOptions): Promise<Missing> {
  const { gaps, pack, known, now, today, reviewDays } = options;
  const feedback = await gaps.feedback(now - FEEDBACK_DAYS * DAY, workspace);
  return {
    groups: await groupGaps(await gaps.open(workspace), options),
    // The reasons that people give for "not helpful" may name somebody.
    feedback: feedback.map((one) => ({
      ...one,
      reasons: one.reasons.flatMap((reason) => redact(reason, known(one.language)) ?? []),
    })),
    stale: staleEntries(pack, today, reviewDays),
  };
}
