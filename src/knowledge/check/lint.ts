import type { Language, Pack } from "../../model.ts";
import { inReadingOrder } from "../diagnostic.ts";
import type { Locate } from "../read/read-pack.ts";
import { entryPath, type LintResult } from "./lint-diagnostic.ts";
import { lintEntry } from "./lint-entry.ts";
import { lintLanguages } from "./lint-languages.ts";
import { lintPhrases } from "./lint-phrases.ts";
import { lintQuizzes } from "./lint-quizzes.ts";
import { lintFirstAid, lintRelated } from "./lint-related.ts";

export interface LintOptions {
  /** The day to judge review dates by: "2026-11-24". */
  readonly today: string;
  /** Without it a diagnostic names the file in which the part belongs, line 1. */
  readonly locate?: Locate;
  /** Entries that exist in files which could not be read: they are neither missing nor dead. */
  readonly unreadable?: readonly { readonly language: Language; readonly id: string }[];
  /** Ids of entries that need not exist in every language: that one is missing is a warning. */
  readonly mayLackLanguages?: ReadonlySet<string>;
  /** Fewer ways of asking an entry are too few. Absent: as many as an entry of a pack needs. */
  readonly fewestQuestions?: number;
}

/** Findings of a pack, in the order of files and lines. */
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
  ];
  return inReadingOrder(
    diagnostics.map(({ level, part, path, message, fix }) => ({ ...locate(part, path), level, message, fix })),
  );
}

const whereItBelongs: Locate = (part) => ({ file: "area" in part ? entryPath(part) : "pack.yaml", line: 1 });
