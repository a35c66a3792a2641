import { sayAdmin } from "../languages/index.ts";
import { languageName } from "../languages/language-names.ts";
import { dateLocale } from "../languages/languages.ts";
import type { Language, Pack, Reply } from "../model.ts";
import { textIn } from "../text/translated.ts";
import type { QuestionTotals, StatsReport, StatsRow } from "./report.ts";

/** The most rows of a list in chat; the admin page shows all. */
const MOST_ROWS = 8;

/** Returns the reply with the figures for a manager in chat. */
export function statsReply(report: StatsReport, language: Language, pack: Pack): Reply {
  const { questions, opinions, delivered, quiz, languages, areas } = report;
  const shownDate = (date: string) => formatDate(date, language);
  const few = sayAdmin(language, "stats.few");
  const list = (heading: "stats.languages" | "stats.areas", rows: readonly StatsRow[], name: (row: StatsRow) => string) =>
    rows.length === 0
      ? []
      : [[sayAdmin(language, heading), ...largest(rows).map((row) => lineOf(row, name(row), language))].join("\n")];
  return {
    kind: "notice",
    language,
    title: sayAdmin(language, "stats.title", { first: shownDate(report.first), last: shownDate(report.last) }),
    body: [
      [
        sayAdmin(language, "stats.questions", { count: sum(questions), ...questions, firstAid: questions["first-aid"] }),
        sayAdmin(language, "stats.opinions", { helpful: opinions.helpful, unhelpful: opinions.unhelpful }),
        sayAdmin(language, "stats.nudges", { delivered, answers: quiz.answers, right: quiz.right }),
      ].join("\n"),
      ...list("stats.languages", languages, ({ name }) => languageName(name, language)),
      ...list("stats.areas", areas, ({ name }) => areaName(name, language, pack)),
      few,
      sayAdmin(language, "stats.more"),
    ],
    choices: [],
    actions: [],
  };
}

/** Returns a local date as people write it: "26 November 2026". */
export function formatDate(date: string, language: Language): string {
  return new Intl.DateTimeFormat(dateLocale(language), { dateStyle: "long", timeZone: "UTC" }).format(new Date(date));
}

/** Returns the title of an area; for an empty id, a text that says that there is none. */
export function areaName(id: string, language: Language, { areas }: Pick<Pack, "areas">): string {
  if (id === "") return sayAdmin(language, "stats.no-area");
  return textIn(areas.find((area) => area.id === id)?.title ?? {}, language, id);
}

function largest(rows: readonly StatsRow[]): readonly StatsRow[] {
  return [...rows].sort((one, other) => sum(other.questions) - sum(one.questions)).slice(0, MOST_ROWS);
}

function lineOf({ questions }: StatsRow, name: string, language: Language): string {
  return sayAdmin(language, "stats.row", { name, count: sum(questions), unknown: questions.unknown });
}

function sum(questions: QuestionTotals): number {
  return Object.values(questions).reduce((total, count) => total + count, 0);
}
