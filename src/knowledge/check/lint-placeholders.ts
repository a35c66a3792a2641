import type { Entry } from "../../model.ts";
import type { Path } from "../diagnostic.ts";
import { wrongPlaceholder } from "../wrong-placeholder.ts";
import { quizTextsOf, textsOf } from "./entry-texts.ts";
import type { LintDiagnostic } from "./lint-diagnostic.ts";

/** Fields without placeholders: titles are shown on buttons, and both they and ways of asking are searched. */
const AS_WRITTEN: readonly unknown[] = ["title", "questions"];

/** Returns the findings about placeholders in an entry that would not be filled in. */
export function lintPlaceholders(entry: Entry): readonly LintDiagnostic[] {
  const ways = entry.questions.map((question, at): [Path, string] => [["questions", at], question]);
  const sources = entry.sources.map(({ title }, at): [Path, string] => [["sources", at, "title"], title]);
  return [...textsOf(entry), ...quizTextsOf(entry), ...sources, ...ways].flatMap(([path, text]) => {
    const wrong = wrongPlaceholder(text, !AS_WRITTEN.includes(path[0]));
    return wrong === undefined ? [] : [{ level: "error" as const, part: entry, path, ...wrong }];
  });
}
