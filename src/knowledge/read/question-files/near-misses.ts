import type { Language } from "../../../model.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { readQuestionLines } from "./question-lines.ts";

/** The file in each language's folder: one question per line, with "#" before a comment. */
export const NEAR_MISSES_FILE = "near-misses.txt";

/** Reads the near misses of each language that has some. */
export async function readNearMisses(
  directory: string,
  languages: readonly Language[],
): Promise<{ readonly questions: Readonly<Record<Language, readonly string[]>>; readonly diagnostics: readonly Diagnostic[] }> {
  const { lines, diagnostics } = await readQuestionLines(directory, languages, NEAR_MISSES_FILE);
  const questions = [...lines].map(([language, own]) => [language, own.map(({ text }) => text)]);
  return { questions: Object.fromEntries(questions), diagnostics };
}
