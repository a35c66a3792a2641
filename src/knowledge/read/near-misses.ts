import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Language } from "../../model.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { readTextFile } from "./text-file.ts";

/** The file in each language's folder: one question per line, with "#" before a comment. */
export const NEAR_MISSES_FILE = "near-misses.txt";
const LONGEST = 300;

/** Reads the near misses of each language that has some. */
export async function readNearMisses(
  directory: string,
  languages: readonly Language[],
): Promise<{ readonly questions: Readonly<Record<Language, readonly string[]>>; readonly diagnostics: readonly Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const questions: Record<Language, readonly string[]> = {};
  for (const language of languages) {
    const file = `${language}/${NEAR_MISSES_FILE}`;
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
    const lines = text.value.split("\n").map((line, index) => ({ text: line.trim(), number: index + 1 }));
    const written = lines.filter((line) => line.text !== "" && !line.text.startsWith("#"));
    const first = new Map<string, number>();
    for (const { text: question, number } of written) {
      const earlier = first.get(question.toLowerCase());
      if (earlier !== undefined) {
        const fix = "Delete one of the two";
        diagnostics.push({ file, line: number, message: `This question is already on line ${earlier}`, fix });
      } else if (question.length > LONGEST) {
        const message = `The line is longer than ${LONGEST} characters`;
        diagnostics.push({ file, line: number, message, fix: "Write one question on each line" });
      }
      first.set(question.toLowerCase(), earlier ?? number);
    }
    if (written.length > 0) questions[language] = written.map((line) => line.text);
  }
  return { questions, diagnostics };
}
