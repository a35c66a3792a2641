import type { Entry, Pack, QuizQuestion } from "../../model.ts";
import type { LintDiagnostic } from "./lint-diagnostic.ts";

/** If the longest option is right in more than this share of an area's quizzes, people learn to pick it. */
const LONGEST_SHARE = 0.4;
/** The fewest quizzes of an area from which such a habit can be told. */
const FEWEST = 5;
/** Two questions ask the same if they share this much of their words (intersection over union). */
const ALIKE = 0.7;

/** Returns the findings about quizzes, in each language: the right option is too often the longest, or two quizzes ask the same. */
export function lintQuizzes(pack: Pack): readonly LintDiagnostic[] {
  return pack.languages.flatMap((language) => {
    const entries = pack.entries.filter((entry) => entry.language === language);
    return [...lintLengths(pack, entries, language), ...lintAlike(entries)];
  });
}

function lintLengths(pack: Pack, entries: readonly Entry[], language: string): readonly LintDiagnostic[] {
  return pack.areas.flatMap(({ id }, at): readonly LintDiagnostic[] => {
    const quizzes = entries.filter(({ area }) => area === id).flatMap(({ quiz }) => quiz);
    const longest = quizzes.filter(isRightTheLongest).length;
    if (quizzes.length < FEWEST || longest <= LONGEST_SHARE * quizzes.length) return [];
    const message = `In ${longest} of the ${quizzes.length} quizzes of the area "${id}" (${language}) the right option is the longest`;
    const fix = "Shorten right options, or give wrong ones as much to say";
    return [{ level: "warning", part: pack, path: ["areas", at, "id"], message, fix }];
  });
}

function isRightTheLongest({ options, answer }: QuizQuestion): boolean {
  const right = options[answer]?.length ?? 0;
  return options.every((option, position) => position === answer || option.length < right);
}

function lintAlike(entries: readonly Entry[]): readonly LintDiagnostic[] {
  const questions = entries.flatMap((entry) =>
    entry.quiz.map(({ question }, position) => ({ entry, position, question, words: wordsOf(question) })),
  );
  return questions.flatMap(({ entry, position, words }, at) => {
    const earlier = questions.slice(0, at).find((other) => overlap(words, other.words) >= ALIKE);
    if (earlier === undefined) return [];
    const message = `The quiz asks much the same as "${earlier.question}" in ${earlier.entry.id}`;
    const fix = "Ask something else in one of the two";
    return [{ level: "warning", part: entry, path: ["quiz", position, "question"], message, fix }];
  });
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
}

/** Returns Jaccard's index of two sets of words, 0–1. */
function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / (one.size + other.size - shared);
}
