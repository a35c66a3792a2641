import type { Entry } from "../../model.ts";
import type { Path } from "../diagnostic.ts";
import { quizTextsOf, textsOf } from "./entry-texts.ts";
import { entryPath, type LintDiagnostic } from "./lint-diagnostic.ts";

/** A text of at least this many words that is the same in two languages was not translated. */
const TRANSLATED_FROM = 5;

/** Returns the findings about how a translation differs from the original where it should not: in structure, in numbers, or by texts left untranslated. */
export function lintTranslation(original: Entry, other: Entry): readonly LintDiagnostic[] {
  return [
    ...lintStructure(original, other),
    ...lintCounts(original, other),
    ...lintAnswers(original, other),
    ...lintNumbers(original, other),
    ...lintUntranslated(original, other),
    ...lintReviews(original, other),
    ...lintOwner(original, other),
  ];
}

function lintStructure(original: Entry, other: Entry): readonly LintDiagnostic[] {
  const from = entryPath(original);
  const differences: readonly [boolean, Path, string, string][] = [
    [
      other.area !== original.area,
      [],
      `The entry lies in "${other.area}" here and in "${original.area}" in ${from}`,
      "Move one of the two",
    ],
    [
      (other.summarises ?? false) !== (original.summarises ?? false),
      ["summarises"],
      `The entry ${other.summarises ? "summarises its area here" : "does not summarise its area here"}, unlike in ${from}`,
      "Write the same in both",
    ],
    [
      other.urgent !== original.urgent,
      ["urgent"],
      `The entry is ${other.urgent ? "urgent" : "not urgent"} here, unlike in ${from}`,
      "Write the same in both",
    ],
    [
      [...other.facts].sort().join() !== [...original.facts].sort().join(),
      ["facts"],
      `The facts are not those of ${from}`,
      "Write the same in both",
    ],
  ];
  return differences.flatMap(([differs, path, message, fix]) =>
    differs ? [{ level: "error" as const, part: other, path, message, fix }] : [],
  );
}

function lintCounts(original: Entry, other: Entry): readonly LintDiagnostic[] {
  const fields = [
    ["steps", "steps", "step"],
    ["points", "key points", "key point"],
    ["tips", "tips", "tip"],
    ["quiz", "quizzes", "quiz"],
  ] as const;
  return fields.flatMap(([field, many, one]): readonly LintDiagnostic[] => {
    const [here, there] = [other[field].length, original[field].length];
    if (here === there) return [];
    const message = `Number of ${many}: ${here} here, ${there} in ${entryPath(original)}`;
    return [{ level: "warning", part: other, path: [field, 0], message, fix: `Check that no ${one} is lost` }];
  });
}

function lintAnswers(original: Entry, other: Entry): readonly LintDiagnostic[] {
  return other.quiz.flatMap(({ options, answer }, at): readonly LintDiagnostic[] => {
    const there = original.quiz[at];
    if (there === undefined || (there.options.length === options.length && there.answer === answer)) return [];
    const message = `The quiz has different options, or a different right answer, from the quiz in ${entryPath(original)}`;
    return [{ level: "error", part: other, path: ["quiz", at, "answer"], message, fix: "Give both the same, in the same order" }];
  });
}

/** Compares the numbers of two or more digits, whatever separates groups of digits: 1,500 and 1.500, 9:30 and 9 h 30. Smaller ones may be written as words. */
function lintNumbers(original: Entry, other: Entry): readonly LintDiagnostic[] {
  const [here, there] = [numbersIn(other), numbersIn(original)];
  const missing = [...there].filter((number) => !here.has(number));
  const added = [...here].filter((number) => !there.has(number));
  if (missing.length === 0 && added.length === 0) return [];
  const parts = [
    ...(missing.length > 0 ? [`missing here: ${missing.join(", ")}`] : []),
    ...(added.length > 0 ? [`only here: ${added.join(", ")}`] : []),
  ];
  const message = `The numbers are not those of ${entryPath(original)} (${parts.join("; ")})`;
  return [{ level: "warning", part: other, path: [], message, fix: "Check dates, amounts and telephone numbers" }];
}

function numbersIn(entry: Entry): ReadonlySet<string> {
  const groups = allTextsOf(entry).flatMap(([, text]) => text.match(/\d+/g) ?? []);
  return new Set(groups.map((group) => group.replace(/^0+/, "")).filter((group) => group.length > 1));
}

function lintUntranslated(original: Entry, other: Entry): readonly LintDiagnostic[] {
  const originals = new Set(allTextsOf(original).map(([, text]) => text));
  return allTextsOf(other).flatMap(([path, text]): readonly LintDiagnostic[] => {
    if (!originals.has(text) || text.split(/\s+/u).length < TRANSLATED_FROM) return [];
    const message = `The text is the same as in ${entryPath(original)}`;
    return [{ level: "error", part: other, path, message, fix: "Translate it" }];
  });
}

function lintReviews(original: Entry, other: Entry): readonly LintDiagnostic[] {
  if (original.reviewed === undefined || (other.reviewed ?? "") >= original.reviewed) return [];
  const message = `The translation is older than ${entryPath(original)}, reviewed on ${original.reviewed}, and readers are told so`;
  return [{ level: "warning", part: other, path: ["reviewed"], message, fix: "Compare the two, then write the day here" }];
}

function lintOwner(original: Entry, other: Entry): readonly LintDiagnostic[] {
  if (original.owner === other.owner) return [];
  const message = `The owner is ${other.owner ?? "missing"} here and ${original.owner ?? "missing"} in ${entryPath(original)}`;
  return [
    {
      level: "warning",
      part: other,
      path: ["owner"],
      message,
      fix: "Write the same in both, unless somebody else looks after this language",
    },
  ];
}

function allTextsOf(entry: Entry): readonly [Path, string][] {
  return [...textsOf(entry), ...quizTextsOf(entry)];
}
