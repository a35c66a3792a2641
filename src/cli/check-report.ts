import type { EntryReport, LanguageReport } from "../knowledge/check/report.ts";

const COLUMNS = ["", "words", "questions", "sources", "oldest asOf", "reviewed", "tips", "quizzes", "ease"];

/** A table for each language, by area, and the entries that are hardest to read. */
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

/** Columns as wide as their widest cell; the first to the left, the others to the right. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length);
  return rows.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join("  "),
  );
}
