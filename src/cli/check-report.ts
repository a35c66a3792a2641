import type { EntryReport, LanguageReport } from "../knowledge/check/report.ts";
import { aligned } from "./aligned.ts";

const COLUMNS = ["", "words", "questions", "sources", "oldest asOf", "reviewed", "tips", "quizzes", "ease"];

/** Returns a table for each language, by area, and the entries that are hardest to read. */
export function formatReport(languages: readonly LanguageReport[]): string {
  return languages.map(formatLanguage).join("\n");
}

function formatLanguage({ language, entries, hardest }: LanguageReport): string {
  const measure = entries[0]?.ease.measure ?? "";
  const meaning = measure === "Flesch" ? "Flesch reading ease, higher is easier" : "LIX, lower is easier";
  const rows: string[][] = [];
  let area: string | undefined;
  for (const entry of entries) {
    if (entry.area !== area) {
      area = entry.area;
      rows.push([area.toUpperCase(), ...COLUMNS.slice(1)]);
    }
    rows.push(rowOf(entry));
  }
  const hard = hardest.map((entry) => [`  ${entry.id}`, entry.ease.score.toFixed(0)]);
  return [
    `Language ${language}: ${entries.length} entries. "ease" is that of the summary: ${meaning}.`,
    ...aligned(rows),
    "",
    `Hardest summaries (${measure}):`,
    ...aligned(hard),
    "",
  ].join("\n");
}

function rowOf(entry: EntryReport): string[] {
  const { id, words, questions, sources, oldestAsOf, reviewed, tips, quizzes, ease } = entry;
  return [`  ${id}`, words, questions, sources, oldestAsOf ?? "-", reviewed ?? "-", tips, quizzes, ease.score.toFixed(0)].map(
    String,
  );
}
