import type { Entry } from "../../model.ts";
import { REPLY_LIMITS } from "../../reply-limits.ts";
import type { Path } from "../diagnostic.ts";
import { textsOf } from "./entry-texts.ts";
import type { LintDiagnostic } from "./lint-diagnostic.ts";
import { lintPlaceholders } from "./lint-placeholders.ts";

/** The fewest ways of asking from which the matcher can learn. */
export const LEAST_QUESTIONS = 20;
/** A workspace's own entries are learned alongside the pack and need fewer (docs/own-packs.md). */
export const LEAST_OWN_QUESTIONS = 5;

/** Markup for bold text, headings, links, images, code, tables, quotes and HTML. Entries are plain text, so people would see the markup itself. */
const MARKUP = /\*\*|__|`|\]\(|^>|^\||<\/?[a-z][^>]*>|<!--/i;

/** Returns the findings about one entry by itself, as of a day. Fewer ways of asking than `fewest` are too few. */
export function lintEntry(entry: Entry, today: string, fewest = LEAST_QUESTIONS): readonly LintDiagnostic[] {
  return [
    ...lintRequired(entry),
    ...lintLengths(entry, fewest),
    ...lintMarkup(entry),
    ...lintPlaceholders(entry),
    ...lintSources(entry),
    ...lintReview(entry, today),
    ...lintQuiz(entry),
  ];
}

function lintRequired(entry: Entry): readonly LintDiagnostic[] {
  return (["title", "questions", "summary"] as const)
    .filter((field) => entry[field].length === 0)
    .map((field) => error(entry, [field], `"${field}" is missing`, "Write it"));
}

function lintLengths(entry: Entry, fewest: number): readonly LintDiagnostic[] {
  const diagnostics: LintDiagnostic[] = [];
  const summary = [...entry.summary].length;
  if (summary > REPLY_LIMITS.summary) {
    const message = `The summary has ${summary} characters, and ${REPLY_LIMITS.summary} is the most`;
    diagnostics.push(error(entry, ["summary"], message, 'Shorten it, or move a part under "## More"'));
  }
  const title = [...entry.title].length;
  if (title > REPLY_LIMITS.buttonLabel) {
    const message = `The title has ${title} characters: buttons show about ${REPLY_LIMITS.buttonLabel}`;
    diagnostics.push(warning(entry, ["title"], message, "Shorten it"));
  }
  if (entry.points.length > REPLY_LIMITS.points) {
    const message = `There are ${entry.points.length} key points, and ${REPLY_LIMITS.points} is the most that reads well`;
    diagnostics.push(warning(entry, ["points", REPLY_LIMITS.points], message, 'Join some, or move them under "## More"'));
  }
  if (entry.steps.length > REPLY_LIMITS.steps) {
    const message = `There are ${entry.steps.length} steps, and ${REPLY_LIMITS.steps} is the most that can be followed`;
    diagnostics.push(warning(entry, ["steps", REPLY_LIMITS.steps], message, "Join some, or write a second entry"));
  }
  if (entry.urgent && entry.steps.length === 0) {
    const message = "The entry is urgent and has no steps";
    diagnostics.push(error(entry, ["urgent"], message, 'Write them under "## What to do", or delete the line "urgent"'));
  }
  if (entry.questions.length < fewest) {
    const message = `Number of questions: ${entry.questions.length}; with fewer than ${fewest}, many questions are not recognised`;
    diagnostics.push(warning(entry, ["questions"], message, "Write more, in other words, as people type them"));
  }
  const proposed = entry.proposed?.length ?? 0;
  if (proposed > 0) {
    const message = `Number of ways of asking that an import proposed and nobody has looked at: ${proposed}`;
    diagnostics.push(warning(entry, ["proposed"], message, 'Move the good ones to "questions", delete the others'));
  }
  return diagnostics;
}

function lintMarkup(entry: Entry): readonly LintDiagnostic[] {
  return textsOf(entry).flatMap(([path, text]) => {
    const markup = MARKUP.exec(text);
    if (markup === null) return [];
    return [warning(entry, path, `People will see "${markup[0]}" as typed`, "Write plain text, without markup")];
  });
}

function lintSources(entry: Entry): readonly LintDiagnostic[] {
  if (entry.sources.length === 0) {
    return [warning(entry, ["sources"], "The entry names no source", "Add the pages that its facts come from")];
  }
  return [];
}

function lintReview(entry: Entry, today: string): readonly LintDiagnostic[] {
  const { reviewed } = entry;
  if (reviewed === undefined) {
    return [warning(entry, [], "The entry was never reviewed", `Read it again, then add reviewed: "${today}"`)];
  }
  if (reviewed > today) {
    return [warning(entry, ["reviewed"], `The review date ${reviewed} lies in the future`, "Write the day of the last review")];
  }
  if (reviewed < yearBefore(today)) {
    const message = `The last review is more than a year ago: ${reviewed}`;
    return [warning(entry, ["reviewed"], message, `Read it again, correct it, then write reviewed: "${today}"`)];
  }
  return [];
}

/** For 29 February this gives a date that does not exist, which sorts between 28 February and 1 March, as it should. */
function yearBefore(day: string): string {
  return `${String(Number(day.slice(0, 4)) - 1).padStart(4, "0")}${day.slice(4)}`;
}

function lintQuiz(entry: Entry): readonly LintDiagnostic[] {
  return entry.quiz.flatMap((quiz, at) => {
    const diagnostics: LintDiagnostic[] = [];
    const options = quiz.options.map((option) => option.toLowerCase());
    const repeated = options.findIndex((option, position) => options.indexOf(option) < position);
    if (repeated !== -1) {
      const message = `The option "${quiz.options[repeated]}" is listed twice`;
      diagnostics.push(error(entry, ["quiz", at, "options", repeated], message, "Write another option, or delete it"));
    }
    if (quiz.options.length < 2) {
      diagnostics.push(error(entry, ["quiz", at, "options"], "The quiz has fewer than two options", "Add a wrong one"));
    }
    if (!Object.hasOwn(quiz.options, quiz.answer)) {
      const message = `The right answer is number ${quiz.answer}, and there are ${quiz.options.length} options`;
      diagnostics.push(error(entry, ["quiz", at, "answer"], message, "Write its position, counted from 0"));
    }
    return diagnostics;
  });
}

function error(part: Entry, path: Path, message: string, fix: string): LintDiagnostic {
  return { level: "error", part, path, message, fix };
}

function warning(part: Entry, path: Path, message: string, fix: string): LintDiagnostic {
  return { level: "warning", part, path, message, fix };
}
