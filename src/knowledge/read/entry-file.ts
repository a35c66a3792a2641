import { z } from "zod";
import type { Entry, Language } from "../../model.ts";
import { type Diagnostic, failed, inReadingOrder, ok, type Path, type Result } from "../diagnostic.ts";
import { parseBody } from "./body.ts";
import { day, dayMonthOrYear, name, position, text, trueOrFalse, webAddress } from "./fields.ts";
import { splitFrontMatter } from "./front-matter.ts";
import { checkFields, type FieldGuide } from "./schema-diagnostics.ts";
import { readYaml } from "./yaml-source.ts";

/** A file of the form "<language>/<area>/<id>.md". */
export interface EntryFile {
  /** Relative to the pack, with forward slashes. */
  readonly file: string;
  readonly language: Language;
  readonly area: string;
  readonly id: string;
}

const quizQuestion = z
  .strictObject({
    question: text,
    options: z.array(text).min(2, { error: "has fewer than two options" }),
    answer: position,
    why: text,
  })
  .refine((quiz) => quiz.answer < quiz.options.length, { path: ["answer"], error: "is beyond the last option" });

const frontMatter = z.strictObject({
  id: name,
  title: text,
  questions: z.array(text).min(1, { error: "is empty" }),
  keywords: z.array(text).default([]),
  proposed: z.array(text).exactOptional(),
  urgent: trueOrFalse.default(false),
  summarises: trueOrFalse.exactOptional(),
  related: z.array(name).default([]),
  sources: z.array(z.strictObject({ title: text, url: webAddress, asOf: dayMonthOrYear.exactOptional() })).default([]),
  reviewed: day.exactOptional(),
  owner: text.exactOptional(),
  tips: z.array(text).default([]),
  quiz: z.array(quizQuestion).default([]),
  facts: z.array(text).default([]),
});

/** How each field is written. The compiler demands an example for a new field. */
const GUIDE: FieldGuide & Readonly<Record<keyof z.infer<typeof frontMatter>, string>> = {
  id: "Write the file's name without .md, for example id: lost-laptop",
  title: "Write one line, for example title: I lost my laptop",
  questions: 'Write a list of ways people ask, one on each line with "- " before it',
  keywords: "Write a list of words, for example keywords: [phishing, fake mail]",
  proposed: "Move the ways of asking that are good to questions, and delete the others",
  urgent: "Write urgent: true, or leave the line out",
  summarises: "Write summarises: true, or leave the line out",
  related: "Write a list of ids of other entries, for example related: [lost-laptop]",
  sources: 'Write a list; each source begins with "- title:" and has a url, and asOf where known',
  "sources.title": "Write who says what, for example title: Safeonweb, what to do after a click",
  "sources.url": "Write the full address, beginning with https:// or http://",
  "sources.asOf": 'Write when the source said so: asOf: "2026-02-17", "2026-02" or "2026"',
  reviewed: 'Write the day of the last review as year-month-day, for example reviewed: "2026-11-23"',
  owner: "Write who looks after the entry, for example owner: Service desk; or a person as owner: <platform>:<id>",
  tips: 'Write a list of sentences, one on each line with "- " before it',
  quiz: 'Write a list; each quiz begins with "- question:" and has options, answer and why',
  "quiz.question": "Write the question that people are asked",
  "quiz.options": 'Write at least two answers to pick from: options: ["…", "…"]',
  "quiz.answer": "Write the position of the right option, counted from 0: the first option is 0",
  "quiz.why": "Write a sentence or two on why the right option is right",
  facts: "Write a list of ids of checked facts, for example facts: [P27, P28]",
};

/** An entry, with a way to find the lines of its parts: ["questions", 3], ["summary"], ["points", 0]. */
export interface ReadEntry {
  readonly entry: Entry;
  lineOf(path: Path): number;
}

/** Reads the text of an entry's file. Returns the entry, or every diagnostic of the front matter and the body at once. */
export function readEntry(fileText: string, place: EntryFile): Result<ReadEntry> {
  const { file, language, area } = place;
  const split = splitFrontMatter(fileText, file);
  if (!split.ok) return split;
  const diagnostics: Diagnostic[] = [];
  const body = parseBody(split.value.body, file, split.value.bodyLine);
  if (!body.ok) diagnostics.push(...body.diagnostics);
  const yaml = readYaml(split.value.yaml, file, split.value.yamlLine);
  if (!yaml.ok) return failed(...inReadingOrder([...diagnostics, ...yaml.diagnostics]));

  const checked = checkFields(frontMatter, yaml.value, file, GUIDE);
  if (!checked.ok) return failed(...inReadingOrder([...diagnostics, ...checked.diagnostics]));
  const fields = checked.value;
  if (fields.id !== place.id) {
    const message = `The id "${fields.id}" is not the file's name "${place.id}"`;
    const fix = `Write id: ${place.id}, or rename the file to ${fields.id}.md; the same in every language`;
    diagnostics.push({ file, line: yaml.value.lineOf(["id"]), message, fix });
  }
  if (!body.ok || diagnostics.length > 0) return failed(...inReadingOrder(diagnostics));
  const entry: Entry = withOwnTexts({ ...fields, area, language, ...body.value.body });
  const lineOf = (path: Path) => (typeof path[0] === "string" && path[0] in body.value.body ? body : yaml).value.lineOf(path);
  return ok({ entry, lineOf });
}

/** The same data in texts of its own. Those that were cut out of a file keep all of it in memory, at two bytes a letter if one letter needs them. */
function withOwnTexts<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}
