import type { Entry, Pack } from "../../model.ts";
import { comparable } from "../../text/comparable-text.ts";
import type { Path } from "../diagnostic.ts";
import { AMBIGUOUS_FILE } from "../read/question-files/ambiguous-questions.ts";
import type { Locate } from "../read/read-pack.ts";
import type { LintDiagnostic } from "./lint-diagnostic.ts";

/** Returns the findings about titles and questions that two entries of a language share, that one entry has twice, or that the pack calls ambiguous. */
export function lintPhrases(pack: Pack, locate: Locate): readonly LintDiagnostic[] {
  const ambiguous = new Set(
    Object.entries(pack.ambiguous ?? {}).flatMap(([language, lines]) =>
      lines.map(({ question }) => `${language} ${comparable(question)}`),
    ),
  );
  const first = new Map<string, { entry: Entry; path: Path }>();
  const diagnostics: LintDiagnostic[] = [];
  for (const entry of pack.entries) {
    const phrases: [Path, string][] = entry.questions.map((question, at) => [["questions", at], question]);
    for (const [path, phrase] of [[["title"], entry.title] as [Path, string], ...phrases]) {
      const key = comparable(phrase);
      if (ambiguous.has(`${entry.language} ${key}`)) diagnostics.push(ambiguousPhrase(entry, path, phrase));
      const earlier = first.get(`${entry.language} ${key}`);
      if (earlier === undefined) first.set(`${entry.language} ${key}`, { entry, path });
      else if (key !== "") diagnostics.push(...repeatedPhrase(entry, path, phrase, earlier, locate));
    }
  }
  return diagnostics;
}

function ambiguousPhrase(entry: Entry, path: Path, phrase: string): LintDiagnostic {
  const message = `"${phrase}" is also in ${entry.language}/${AMBIGUOUS_FILE}`;
  return { level: "error", part: entry, path, message, fix: "Keep it here if this entry alone answers it, otherwise there" };
}

function repeatedPhrase(
  entry: Entry,
  path: Path,
  phrase: string,
  earlier: { entry: Entry; path: Path },
  locate: Locate,
): readonly LintDiagnostic[] {
  const { file, line } = locate(earlier.entry, earlier.path);
  if (earlier.entry !== entry) {
    const message = `"${phrase}" is also in ${file}:${line}`;
    return [{ level: "error", part: entry, path, message, fix: "Keep it in the entry that answers it best" }];
  }
  // A way of asking may repeat the title of its own entry.
  if (earlier.path[0] === "title") return [];
  const message = `"${phrase}" is already on line ${line}`;
  return [{ level: "warning", part: entry, path, message, fix: "Delete one, or ask it in other words" }];
}
