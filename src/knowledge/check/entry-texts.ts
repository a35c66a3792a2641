import type { Entry } from "../../model.ts";
import type { Path } from "../diagnostic.ts";

/** What people read of an entry beside its quizzes, with where each text stands. */
export function textsOf({ title, summary, points, steps, more, tips }: Entry): readonly [Path, string][] {
  const listed = Object.entries({ points, steps, more, tips });
  return [
    [["title"], title],
    [["summary"], summary],
    ...listed.flatMap(([field, texts]) => texts.map((text, at): [Path, string] => [[field, at], text])),
  ];
}
