import type { StatsReport, StatsRow } from "./report.ts";
import { TOO_FEW } from "./report.ts";

const FIGURES = [
  "answered",
  "choices",
  "first aid",
  "unknown",
  "helpful",
  "not helpful",
  "sent",
  "quiz answers",
  "right",
  "people",
  "channels",
  "recipients",
] as const;

type Figures = Partial<Record<(typeof FIGURES)[number], number | typeof TOO_FEW>>;

/**
 * Returns a report as CSV (RFC 4180): a header, then a row for each week, language, area and campaign. No spreadsheet takes a cell of it for a formula.
 */
export function statsCsv({ weeks, languages, areas, campaigns }: StatsReport): string {
  const rows = [
    ...weeks.map((week) => row("week", week.name, { ...figuresOf(week), sent: week.delivered, ...quizOf(week.quiz) })),
    ...languages.map((each) => row("language", each.name, figuresOf(each))),
    ...areas.map((each) => row("area", each.name, figuresOf(each))),
    ...campaigns.map(({ name, delivered, channels, recipients, quiz }) =>
      row("campaign", name, { sent: delivered, channels, recipients, ...quizOf(quiz) }),
    ),
  ];
  return [["by", "name", ...FIGURES], ...rows].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

function row(by: string, name: string, figures: Figures): readonly string[] {
  return [by, name, ...FIGURES.map((figure) => String(figures[figure] ?? ""))];
}

function figuresOf({ questions, opinions }: StatsRow): Figures {
  return {
    ...{ answered: questions.answer, choices: questions.choices, "first aid": questions["first-aid"] },
    unknown: questions.unknown,
    helpful: opinions === TOO_FEW ? TOO_FEW : opinions.helpful,
    "not helpful": opinions === TOO_FEW ? TOO_FEW : opinions.unhelpful,
  };
}

function quizOf(quiz: StatsReport["campaigns"][number]["quiz"]): Figures {
  if (quiz === TOO_FEW) return { "quiz answers": TOO_FEW, right: TOO_FEW, people: TOO_FEW };
  return { "quiz answers": quiz.answers, right: quiz.right, people: quiz.people };
}

/** Returns a cell. Spreadsheets take text that begins with one of these characters for a formula, so it gets an apostrophe: OWASP, "CSV injection". */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
