import type { Entry } from "../../model.ts";
import type { Path } from "../diagnostic.ts";

/** Returns the texts of an entry that people read, quizzes aside, each with its path in the entry. */
export function textsOf({ title, summary, points, steps, more, tips }: Entry): readonly [Path, string][] {
  const listed = Object.entries({ points, steps, more, tips });
  return [
    [["title"], title],
    [["summary"], summary],
    ...listed.flatMap(([field, texts]) => texts.map((text, at): [Path, string] => [[field, at], text])),
  ];
}

/** Returns the texts of an entry's quizzes, each with its path in the entry. */
export function quizTextsOf({ quiz }: Entry): readonly [Path, string][] {
  return quiz.flatMap(({ question, options, why }, at): [Path, string][] => [
    [["quiz", at, "question"], question],
    ...options.map((option, position): [Path, string] => [["quiz", at, "options", position], option]),
    [["quiz", at, "why"], why],
  ]);
}
