import type { Language } from "../../../model.ts";
import type { AmbiguousQuestion } from "../../../pack-model.ts";
import { type Diagnostic, nearestName } from "../../diagnostic.ts";
import { type QuestionLine, readQuestionLines } from "./question-lines.ts";

/** The file in each language's folder: "question -> entry, entry" on each line, with "#" before a comment. */
export const AMBIGUOUS_FILE = "ambiguous.txt";
const ARROW = "->";
/** A question offers at most as many entries as there are buttons (`MOST_CHOICES` in the matcher). */
const ENTRIES = { fewest: 2, most: 4 } as const;

/**
 * Reads the ambiguous questions of each language that has some.
 * @param ids the ids of the pack's entries; undefined if some entries could not be read, so that unknown ids prove nothing
 */
export async function readAmbiguousQuestions(
  directory: string,
  languages: readonly Language[],
  ids: ReadonlySet<string> | undefined,
): Promise<{
  readonly questions: Readonly<Record<Language, readonly AmbiguousQuestion[]>>;
  readonly diagnostics: readonly Diagnostic[];
}> {
  const questionOf = (text: string) => parse(text).question;
  const { lines, diagnostics } = await readQuestionLines(directory, languages, AMBIGUOUS_FILE, questionOf);
  const questions = [...lines].map(([language, own]) => [language, own.map(({ text }) => parse(text))]);
  const wrong = [...lines.values()].flat().flatMap((line) => problemOf(line, ids));
  return { questions: Object.fromEntries(questions), diagnostics: [...diagnostics, ...wrong] };
}

function parse(text: string): AmbiguousQuestion {
  const [question = "", names = ""] = text.split(ARROW);
  const entries = names
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
  return { question: question.trim(), entries };
}

function problemOf({ text, file, line }: QuestionLine, ids: ReadonlySet<string> | undefined): readonly Diagnostic[] {
  const { question, entries } = parse(text);
  const distinct = new Set(entries);
  if (question === "" || text.split(ARROW).length !== 2 || distinct.size !== entries.length || !isWithin(entries.length)) {
    const message = `The line is not a question with ${ENTRIES.fewest} to ${ENTRIES.most} different entries`;
    return [{ file, line, message, fix: `Write "question ${ARROW} entry, entry", or delete it` }];
  }
  const unknown = ids === undefined ? undefined : entries.find((id) => !ids.has(id));
  if (unknown === undefined) return [];
  const near = nearestName(unknown, [...(ids ?? [])]);
  const fix = near === undefined ? "Delete it, or write the id of an entry" : `Did you mean "${near}"? Otherwise delete it`;
  return [{ file, line, message: `The entry "${unknown}" does not exist`, fix }];
}

const isWithin = (count: number) => count >= ENTRIES.fewest && count <= ENTRIES.most;
