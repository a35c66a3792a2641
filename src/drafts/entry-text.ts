/** Creates the text of an entry's file from what people wrote, and changes single parts of it while everything else stays as it is. Pure. */
import { type Document, isCollection, isSeq, parseDocument } from "yaml";
import { type Block, parseBlocks } from "../knowledge/read/body-blocks.ts";
import { splitFrontMatter } from "../knowledge/read/front-matter.ts";
import { entryText } from "../knowledge/write/entry-text.ts";
import { REPLY_LIMITS } from "../reply-limits.ts";
import { comparable } from "../text/comparable-text.ts";
import type { DraftEntry } from "./ports.ts";

/** The parts of an entry's file: the fields of its front matter, and the text below it. */
export interface EntryParts {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Limits in characters, and on the number of ways of asking: far more than anybody writes by hand, far less than would cause problems. */
const LONGEST_LINE = 300;
const LONGEST_TEXT = 20_000;
const MOST_QUESTIONS = 200;
/** Lines are never folded, so that a line that a person wrote stays one line. */
const YAML_STYLE = { lineWidth: 0, flowCollectionPadding: false } as const;

/** Control and private characters, which nobody types: each run of them becomes a space. */
const UNTYPED = /(?:(?!\n)[\p{Cc}\p{Co}\p{Cs}\p{Cn}])+/gu;
/** Characters without width, such as a soft hyphen, which may stand within a word; the two joiners of scripts and emoji are kept. */
const WITHOUT_WIDTH = /(?!\u200c|\u200d)\p{Cf}/gu;

/** Returns a text as one line, without invisible characters, at most `longest` UTF-16 units long. */
export function cleanLine(text: string, longest = LONGEST_LINE): string {
  return cleanText(text, Math.max(longest, LONGEST_TEXT))
    .replace(/\s+/gu, " ")
    .trim()
    .slice(0, longest)
    .replace(/\p{Cs}$/u, "")
    .trim();
}

/** Returns a text without invisible characters; line breaks are kept. Only the first `longest` UTF-16 units are used. */
export function cleanText(text: string, longest = LONGEST_TEXT): string {
  return text
    .slice(0, longest)
    .normalize("NFC")
    .replace(/\r\n?|[\u2028\u2029]/gu, "\n")
    .replace(WITHOUT_WIDTH, "")
    .replace(UNTYPED, " ");
}

/**
 * Returns the file of a new entry. Nothing that people typed is taken as YAML: lists become points or steps, and text that is too long for the summary is moved
 * to "More". Without a summary the entry cannot be published until somebody writes one.
 */
export function writeEntry({ language, area = "", title, questions, summary: written, sources }: DraftEntry, id: string): string {
  const heading = cleanLine(title) || cleanLine(questions[0] ?? "") || id;
  const ways = distinct(questions.map((question) => cleanLine(question))).slice(0, MOST_QUESTIONS);
  const named = sources.map((source) => ({
    title: cleanLine(source.title) || cleanLine(source.url),
    url: cleanLine(source.url, 2_000),
  }));
  const lines = cleanText(written).split("\n");
  const blocks = parseBlocks(lines, 1).filter(({ text }) => text !== "");
  const of = (kind: Block["kind"]) => blocks.filter((block) => block.kind === kind).map(({ text }) => text);
  const [first = of("bullet")[0] ?? of("number")[0] ?? "", ...others] = of("paragraph");
  const { summary, rest } = splitSummary(first);
  return entryText({
    ...{ id, language, area, title: heading, questions: ways.length > 0 ? ways : [heading] },
    ...{
      sources: named.filter(({ url }) => url !== ""),
      summary,
      points: of("bullet"),
      steps: of("number"),
      more: [...rest, ...others],
    },
    ...{ keywords: [], urgent: false, related: [], tips: [], quiz: [], facts: [] },
  });
}

/** Splits a text after as many whole sentences as a summary has room for. A first sentence above the limit stays whole; a person must shorten it. */
function splitSummary(text: string): { readonly summary: string; readonly rest: readonly string[] } {
  if ([...text].length <= REPLY_LIMITS.summary) return { summary: text, rest: [] };
  const sentences = text.split(/(?<=[.!?…])\s+/u);
  let taken = 1;
  while (taken < sentences.length && [...sentences.slice(0, taken + 1).join(" ")].length <= REPLY_LIMITS.summary) taken += 1;
  const rest = sentences.slice(taken).join(" ");
  return { summary: sentences.slice(0, taken).join(" "), rest: rest === "" ? [] : [rest] };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.filter((text) => text !== ""))];
}

/** Returns the parts of an entry's file; undefined if the text cannot be parsed as one. */
export function readParts(text: string): EntryParts | undefined {
  const file = openEntry(text);
  return file && { fields: file.document.toJS(), body: file.body.trim() };
}

/** Returns an entry's file with those ways of asking added that it does not have yet; unchanged if it cannot be parsed. */
export function withQuestions(text: string, questions: readonly string[]): string {
  const file = openEntry(text);
  if (file === undefined) return text;
  const known = new Set(textsOf(file.document.toJS().questions).map(comparable));
  for (const question of distinct(questions.map((each) => cleanLine(each)))) {
    if (known.has(comparable(question))) continue;
    known.add(comparable(question));
    addText(file.document, "questions", question);
  }
  return closeEntry(file);
}

/** Returns an entry's file with some parts replaced, and without the fields given as undefined; unchanged if it cannot be parsed. */
export function withParts(text: string, { fields = {}, body }: Partial<EntryParts>): string {
  const file = openEntry(text);
  if (file === undefined) return text;
  for (const [name, value] of Object.entries(fields)) setField(file.document, name, value);
  return closeEntry(body === undefined ? file : { ...file, body: `${body}\n` });
}

/** Sets or deletes a field. A list reuses the nodes of the items that it keeps, in the new order, so that authors' comments on them survive. */
function setField(document: Document, name: string, value: unknown): void {
  const node = document.get(name);
  if (value === undefined) document.delete(name);
  else if (isSeq(node) && isTexts(value) && isTexts(node.toJSON())) {
    const items = new Map(node.items.map((item) => [String((item as { toJSON?: () => unknown }).toJSON?.()), item]));
    node.items = value.map((text) => items.get(text) ?? document.createNode(text));
  } else document.set(name, document.createNode(value));
}

function addText(document: Document, name: string, text: string): void {
  if (isCollection(document.get(name))) document.addIn([name], document.createNode(text));
  else document.set(name, document.createNode([text]));
}

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function textsOf(value: unknown): readonly string[] {
  return isTexts(value) ? value : [];
}

interface EntryFileText {
  readonly document: Document.Parsed;
  readonly body: string;
}

function openEntry(text: string): EntryFileText | undefined {
  const split = splitFrontMatter(text, "");
  if (!split.ok) return undefined;
  // Packs are read with the same options: every scalar is text.
  const document = parseDocument(split.value.yaml, { schema: "failsafe", stringKeys: true, logLevel: "silent" });
  const isRecord = isCollection(document.contents) && !isSeq(document.contents);
  return document.errors.length > 0 || !isRecord ? undefined : { document, body: split.value.body };
}

function closeEntry({ document, body }: EntryFileText): string {
  return `---\n${document.toString(YAML_STYLE).trimEnd()}\n---\n${body}`;
}
