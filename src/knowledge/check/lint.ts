import type { Language, Pack } from "../../model.ts";
import { inReadingOrder } from "../diagnostic.ts";
import type { Locate } from "../read/read-pack.ts";
import { lintCampaigns } from "./lint-campaigns.ts";
import { entryPath, type LintResult } from "./lint-diagnostic.ts";
import { lintEntry } from "./lint-entry.ts";
import { lintLanguages } from "./lint-languages.ts";
import { lintPhrases } from "./lint-phrases.ts";
import { lintQuizzes } from "./lint-quizzes.ts";
import { lintFirstAid, lintRelated } from "./lint-related.ts";

export interface LintOptions {
  /** The day by which review dates are judged: "2026-11-24". */
  readonly today: string;
  /** Finds where a part is written. Without it, a diagnostic names line 1 of the file to which the part belongs. */
  readonly locate?: Locate;
  /** Entries whose files could not be read: references to them are not reported as broken. */
  readonly unreadable?: readonly { readonly language: Language; readonly id: string }[];
  /** Ids of entries that may be missing in a language: this is then only a warning. */
  readonly mayLackLanguages?: ReadonlySet<string>;
  /** The fewest ways of asking that an entry needs. Absent: as many as an entry of a pack. */
  readonly fewestQuestions?: number;
}

/** Returns the findings about a pack, sorted by file and line. */
export function lintPack(
  pack: Pack,
  { today, locate = whereItBelongs, unreadable = [], mayLackLanguages = new Set(), fewestQuestions }: LintOptions,
): readonly LintResult[] {
  const diagnostics = [
    ...pack.entries.flatMap((entry) => lintEntry(entry, today, fewestQuestions)),
    ...lintRelated(pack, unreadable),
    ...lintFirstAid(pack, unreadable),
    ...lintPhrases(pack, locate),
    ...lintQuizzes(pack),
    ...lintLanguages(pack, unreadable, mayLackLanguages),
    ...lintCampaigns(pack),
  ];
  return inReadingOrder(
    diagnostics.map(({ level, part, path, message, fix }) => ({ ...locate(part, path), level, message, fix })),
  );
}

const whereItBelongs: Locate = (part) => ({ file: "area" in part ? entryPath(part) : "pack.yaml", line: 1 });
