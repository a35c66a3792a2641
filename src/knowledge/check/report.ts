import type { Entry, Language, Pack } from "../../model.ts";
import { byDifficulty, countWords, type ReadingEase, readingEase } from "./reading-ease.ts";

export interface EntryReport {
  readonly id: string;
  readonly area: string;
  /** The number of words that people read: title, summary, points, steps and more. */
  readonly words: number;
  readonly questions: number;
  readonly sources: number;
  /** The oldest date of a source: a day, a month or a year. */
  readonly oldestAsOf?: string;
  readonly reviewed?: string;
  readonly tips: number;
  readonly quizzes: number;
  /** The reading ease of the summary. */
  readonly ease: ReadingEase;
}

export interface LanguageReport {
  readonly language: Language;
  /** In the order of the pack: by area, then by id. */
  readonly entries: readonly EntryReport[];
  /** The entries whose summaries are hardest to read, hardest first, at most ten. */
  readonly hardest: readonly EntryReport[];
}

const HARDEST = 10;

/** Returns what each entry of a pack consists of, for those who maintain it. */
export function reportPack(pack: Pack): readonly LanguageReport[] {
  return pack.languages.map((language) => {
    const entries = pack.entries.filter((entry) => entry.language === language).map(reportEntry);
    const hardest = [...entries].sort((a, b) => byDifficulty(a.ease, b.ease)).slice(0, HARDEST);
    return { language, entries, hardest };
  });
}

function reportEntry(entry: Entry): EntryReport {
  const { id, area, language, title, summary, points, steps, more, reviewed } = entry;
  const oldest = entry.sources.flatMap((source) => source.asOf ?? []).sort()[0];
  return {
    id,
    area,
    words: countWords([title, summary, ...points, ...steps, ...more].join("\n"), language),
    questions: entry.questions.length,
    sources: entry.sources.length,
    ...(oldest === undefined ? {} : { oldestAsOf: oldest }),
    ...(reviewed === undefined ? {} : { reviewed }),
    tips: entry.tips.length,
    quizzes: entry.quiz.length,
    ease: readingEase(summary, language),
  };
}
