/** Converts between an entry's file and the fields of a form, so that people who know no Markdown can edit entries. Pure. */
import { parseBody } from "../knowledge/read/body.ts";
import { entryText } from "../knowledge/write/entry-text.ts";
import { cleanLine, cleanText, type EntryParts, isTexts, readParts, withParts } from "./entry-text.ts";

/** The form's fields: those with a single line, flags, those with one value per line, and the parts of the answer's text. */
const LINE_FIELDS = ["title", "owner", "reviewed"] as const;
const FLAG_FIELDS = ["urgent", "summarises"] as const;
const LIST_FIELDS = ["questions", "proposed", "keywords", "tips", "related", "facts"] as const;
const BODY_FIELDS = ["summary", "points", "steps", "more"] as const;

export type EntryField =
  | (typeof LINE_FIELDS)[number]
  | (typeof FLAG_FIELDS)[number]
  | (typeof LIST_FIELDS)[number]
  | (typeof BODY_FIELDS)[number]
  | "sources"
  | "body"
  | "file"
  | `quiz-${number}-${QuizField}`;
export const QUIZ_FIELDS = ["question", "options", "answer", "why"] as const;
export type QuizField = (typeof QUIZ_FIELDS)[number];

/** Separates the parts of a source: "Title | https://example.org | 2026-02". */
const BETWEEN = " | ";
/** Marks that people type before the items of a list. */
const BULLET = /^[-*+•]\s+/u;
const NUMBER = /^(\d{1,3})[.)]\s+/u;
/** The server already limits the size of a submitted form. */
const LONGEST = Number.POSITIVE_INFINITY;

/**
 * Returns the contents of each form field of an entry, with an empty quiz question at the end. If the text below the front matter cannot be parsed, it
 * becomes a single field, "body"; if the front matter cannot be parsed, the whole file becomes a single field, "file".
 */
export function entryFields(text: string): ReadonlyMap<EntryField, string> {
  const parts = readParts(text);
  if (parts === undefined) return new Map([["file", text]]);
  const { fields } = parts;
  const line = (name: string): string => (typeof fields[name] === "string" ? fields[name] : "");
  return new Map<EntryField, string>([
    ...LINE_FIELDS.map((name) => [name, line(name)] as const),
    // Files may say "True", or "false".
    ...FLAG_FIELDS.map((name) => [name, /^true$/iu.test(line(name)) ? "true" : ""] as const),
    ...LIST_FIELDS.map((name) => [name, isTexts(fields[name]) ? fields[name].join("\n") : line(name)] as const),
    ...bodyFields(parts),
    ["sources", recordsIn(fields.sources).map(sourceLine).join("\n")],
    ...[...recordsIn(fields.quiz), {}].flatMap((quiz, at) =>
      QUIZ_FIELDS.map((name) => [`quiz-${at}-${name}` as const, quizField(quiz, name)] as const),
    ),
  ]);
}

/**
 * Returns the text of an entry with what was filled in. Fields left as they were are not touched, so that their formatting and comments survive.
 * @param filled returns what was filled in for a field of {@link entryFields}; undefined leaves the field as it is
 */
export function withEntryFields(text: string, filled: (field: EntryField) => string | undefined): string {
  const before = entryFields(text);
  const isChanged = (field: EntryField) => {
    const value = filled(field);
    return value !== undefined && normalise(value) !== normalise(before.get(field) ?? "");
  };
  const textOf = (field: EntryField) => normalise(filled(field) ?? before.get(field) ?? "");
  if (before.has("file")) return isChanged("file") ? `${textOf("file")}\n` : text;
  const fields: Record<string, unknown> = {};
  for (const name of LINE_FIELDS) if (isChanged(name)) fields[name] = cleanLine(textOf(name), LONGEST) || undefined;
  for (const name of FLAG_FIELDS) if (isChanged(name)) fields[name] = textOf(name) === "true" ? "true" : undefined;
  for (const name of LIST_FIELDS) if (isChanged(name)) fields[name] = listOrNothing(linesOf(textOf(name)));
  if (isChanged("sources")) fields.sources = listOrNothing(linesOf(textOf("sources")).map(readSourceLine));
  const quizzes = quizNames(before, filled);
  if (quizzes.flat().some(isChanged)) fields.quiz = listOrNothing(quizzes.flatMap((names) => readQuiz(names.map(textOf))));
  const parts = before.has("body") ? (["body"] as const) : BODY_FIELDS;
  return withParts(text, { fields, ...(parts.some(isChanged) ? { body: bodyOf(textOf, before.has("body")) } : {}) });
}

function bodyFields({ body }: EntryParts): readonly (readonly [EntryField, string])[] {
  const read = parseBody(body, "", 1);
  // A draft without a summary can still be parsed, with a placeholder in its place.
  const parsed = read.ok ? read : parseBody(`…\n\n${body}`, "", 1);
  if (!parsed.ok) return [["body", body]];
  const { summary, points, steps, more } = parsed.value.body;
  return [
    ["summary", read.ok ? summary : ""],
    ["points", points.join("\n")],
    ["steps", steps.join("\n")],
    ["more", more.join("\n\n")],
  ];
}

function bodyOf(textOf: (field: EntryField) => string, isWhole: boolean): string {
  if (isWhole) return textOf("body");
  const paragraphs = textOf("more")
    .split(/\n\s*\n/u)
    .map((paragraph) => linesOf(paragraph).map(listItem).join("\n"))
    .filter((paragraph) => paragraph !== "");
  const written = entryText({
    ...{ id: "", language: "", area: "", title: "", questions: [], keywords: [], urgent: false, related: [] },
    ...{ sources: [], tips: [], quiz: [], facts: [] },
    summary: textOf("summary").replace(/\s+/gu, " "),
    points: linesOf(textOf("points")).map((line) => line.replace(BULLET, "")),
    steps: withoutNumbers(linesOf(textOf("steps"))),
    more: paragraphs,
  });
  return readParts(written)?.body ?? "";
}

/** Returns a line under "More" with the mark of a list as {@link entryText} expects it. */
function listItem(line: string): string {
  return line.replace(BULLET, "• ").replace(NUMBER, "$1. ");
}

/** Removes the numbers that somebody typed before the steps, if every step has one: 1, 2, 3 … */
function withoutNumbers(steps: readonly string[]): readonly string[] {
  const isNumbered = steps.length > 1 && steps.every((step, at) => Number(NUMBER.exec(step)?.[1]) === at + 1);
  return isNumbered ? steps.map((step) => step.replace(NUMBER, "")) : steps;
}

type QuizNames = readonly EntryField[];

/** The field names of each quiz question: those the entry has, then those added in the form. */
function quizNames(before: ReadonlyMap<EntryField, string>, filled: (field: EntryField) => string | undefined): QuizNames[] {
  const all: QuizNames[] = [];
  for (let at = 0; ; at += 1) {
    const names = QUIZ_FIELDS.map((name) => `quiz-${at}-${name}` as const);
    if (!names.some((name) => before.has(name) || filled(name) !== undefined)) return all;
    all.push(names);
  }
}

/** Reads a quiz question; empty if nothing was filled in. People count options from one, files from zero. */
function readQuiz([question = "", options = "", answer = "", why = ""]: readonly string[]): readonly object[] {
  if ([question, options, answer, why].every((value) => value === "")) return [];
  const position = /^\d+$/u.test(answer) ? String(Number(answer) - 1) : answer;
  const line = (value: string) => cleanLine(value, LONGEST);
  return [{ question: line(question), options: linesOf(options), answer: position, why: line(why) }];
}

function quizField(quiz: Readonly<Record<string, unknown>>, name: QuizField): string {
  const value = quiz[name];
  if (name === "options") return isTexts(value) ? value.join("\n") : "";
  if (typeof value !== "string") return "";
  return name === "answer" && /^\d+$/u.test(value) ? String(Number(value) + 1) : value;
}

function sourceLine({ title, url, asOf }: Readonly<Record<string, unknown>>): string {
  return [title, url, asOf].filter((part) => typeof part === "string").join(BETWEEN);
}

/** Reads a source. Its title may contain the separator itself, so the address is the part that looks like one. */
function readSourceLine(line: string): object {
  const parts = line.split("|").map((part) => part.trim());
  const at = parts.findIndex((part) => /^https?:\/\//iu.test(part));
  if (at < 0) return { title: line, url: "" };
  const [url = "", asOf = ""] = parts.slice(at);
  return { title: parts.slice(0, at).join(BETWEEN) || url, url, ...(asOf === "" ? {} : { asOf }) };
}

function recordsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "object" && one !== null) : [];
}

function linesOf(text: string): string[] {
  return text.split("\n").flatMap((line) => cleanLine(line, LONGEST) || []);
}

function listOrNothing<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}

function normalise(text: string): string {
  return cleanText(text, LONGEST).trim();
}
