import type { Config } from "../../app/config.ts";
import { readValidPack } from "../../app/knowledge/live-knowledge.ts";
import { statsOf } from "../../app/prepare-admin-page.ts";
import type { Instant } from "../../model.ts";
import { statsCsv } from "../../stats/csv.ts";
import type { QuestionOutcome } from "../../stats/ports.ts";
import { type QuizResults, type Stats, type StatsReport, type StatsRow, TOO_FEW } from "../../stats/report.ts";
import { openStore } from "../../store/store.ts";
import { aligned } from "../aligned.ts";
import { readWorkspace } from "../workspace.ts";

export interface StatsCommand {
  readonly workspace?: string | undefined;
  readonly since?: string | undefined;
  readonly json?: boolean | undefined;
  readonly csv?: boolean | undefined;
}

/** Counts in the database that the settings name. Rejects as {@link runStats} does, and where the pack or the store cannot be opened. */
export async function printStats(
  config: Config,
  directories: readonly string[],
  now: () => Instant,
  wanted: StatsCommand,
): Promise<string> {
  const pack = await readValidPack(...directories);
  const store = await openStore({ databaseUrl: config.DATABASE_URL, dataDirectory: config.DATA_DIR });
  try {
    return await runStats(
      statsOf(store, config.TZ_DEFAULT, now, () => pack),
      wanted,
    );
  } finally {
    await store.close();
  }
}

/** Returns the figures as text, JSON or CSV. Rejects as {@link Stats} does, and with a `MalinoisError` "usage" for a workspace that cannot be one. */
async function runStats(stats: Stats, { workspace, since, json, csv }: StatsCommand): Promise<string> {
  const scope = workspace === undefined ? undefined : readWorkspace(workspace);
  const report = await stats({ since, ...(scope === undefined ? {} : { scope }) });
  if (json) return `${JSON.stringify(report, null, 2)}\n`;
  return csv ? statsCsv(report) : formatStats(report);
}

const OUTCOMES: readonly (readonly [QuestionOutcome, string])[] = [
  ["answer", "answered"],
  ["choices", "choices"],
  ["first-aid", "first aid"],
  ["unknown", "unknown"],
];
const QUESTIONS = [...OUTCOMES.map(([, name]) => name), "helpful", "not helpful"];
const FEW = "<5";

function formatStats(report: StatsReport): string {
  const { first, last, zone, weeks, languages, areas, campaigns } = report;
  const total: StatsRow = { name: "total", questions: report.questions, opinions: report.opinions };
  const sections = [
    [
      ["week of", ...QUESTIONS, "sent", "quiz answers", "right", "people"],
      ...weeks.map((week) => [...questionCells(week), String(week.delivered), ...quizCells(week.quiz)]),
      [...questionCells(total), String(report.delivered), String(report.quiz.answers), String(report.quiz.right), ""],
    ],
    [["language", ...QUESTIONS], ...languages.map(questionCells)],
    [["area", ...QUESTIONS], ...areas.map(questionCells)],
    [
      ["campaign", "sent", "channels", "people in direct messages", "quiz answers", "right", "people"],
      ...campaigns.map(({ name, delivered, channels, recipients, quiz }) => [
        name,
        ...[delivered, channels, recipients === TOO_FEW ? FEW : recipients].map(String),
        ...quizCells(quiz),
      ]),
    ],
  ].filter((rows) => rows.length > 1);
  return [
    `Figures from ${first} to ${last} (${zone}). ${FEW}: fewer than five people; totals leave them out.`,
    ...sections.map((rows) => aligned(rows).join("\n")),
    "",
  ].join("\n\n");
}

function questionCells({ name, questions, opinions }: StatsRow): readonly string[] {
  const liked = opinions === TOO_FEW ? [FEW, FEW] : [opinions.helpful, opinions.unhelpful];
  return [name === "" ? "(none)" : name, ...[...OUTCOMES.map(([outcome]) => questions[outcome]), ...liked].map(String)];
}

function quizCells(quiz: QuizResults): readonly string[] {
  return quiz === TOO_FEW ? [FEW, FEW, FEW] : [quiz.answers, quiz.right, quiz.people].map(String);
}
