import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Language } from "../../../model.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { readTextFile } from "../text-file.ts";

/** A line of a file of questions. */
export interface QuestionLine {
  readonly text: string;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

const LONGEST = 300;

/**
 * Reads a file with one question per line, with "#" before a comment, from the folder of each language that has it. Empty lines are left out.
 * @param questionOf returns the question of a line, which no other line may repeat
 */
export async function readQuestionLines(
  directory: string,
  languages: readonly Language[],
  name: string,
  questionOf: (text: string) => string = (text) => text,
): Promise<{ readonly lines: ReadonlyMap<Language, readonly QuestionLine[]>; readonly diagnostics: readonly Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const found = new Map<Language, readonly QuestionLine[]>();
  for (const language of languages) {
    const file = `${language}/${name}`;
    const exists = await stat(join(directory, file)).then(
      () => true,
      () => false,
    );
    if (!exists) continue;
    const text = await readTextFile(directory, file);
    if (!text.ok) {
      diagnostics.push(...text.diagnostics);
      continue;
    }
    const lines = text.value.split("\n").map((line, index) => ({ text: line.trim(), file, line: index + 1 }));
    const written = lines.filter((line) => line.text !== "" && !line.text.startsWith("#"));
    diagnostics.push(...repeatedOrTooLong(written, questionOf));
    if (written.length > 0) found.set(language, written);
  }
  return { lines: found, diagnostics };
}

function repeatedOrTooLong(lines: readonly QuestionLine[], questionOf: (text: string) => string): readonly Diagnostic[] {
  const first = new Map<string, number>();
  return lines.flatMap(({ text, file, line }): readonly Diagnostic[] => {
    const question = questionOf(text);
    const earlier = first.get(question.toLowerCase());
    if (earlier !== undefined) {
      return [{ file, line, message: `This question is already on line ${earlier}`, fix: "Delete one of the two" }];
    }
    first.set(question.toLowerCase(), line);
    if (question.length <= LONGEST) return [];
    const message = `The line is longer than ${LONGEST} characters`;
    return [{ file, line, message, fix: "Write one question on each line" }];
  });
}
