import Papa from "papaparse";
import { parseWebAddress } from "../../../text/web-address.ts";
import { failed, ok, type Result } from "../../diagnostic.ts";
import { plainLine, QUESTION_LEVEL, type SourceDocument, type SourceItem, type SourceLink } from "../source.ts";
import { readMarkdown } from "./markdown.ts";

/** What columns are called, in the exports of others and by hand, compared without case, spaces and signs. */
const COLUMNS = {
  question: ["question", "questions", "vraag", "vragen", "frage", "fragen", "utterance", "title", "titel", "titre"],
  answer: ["answer", "answers", "antwoord", "antwoorden", "réponse", "réponses", "antwort", "antworten", "response", "text"],
  source: ["source", "url", "link", "bron", "quelle", "sourceurl"],
  metadata: ["metadata"],
  category: [
    "category",
    "topic",
    "area",
    "section",
    "categorie",
    "catégorie",
    "kategorie",
    "thema",
    "thème",
    "rubriek",
    "rubrique",
  ],
  id: ["qnaid", "id"],
  prompts: ["prompts"],
} as const;
/** Columns that are only in exports. */
const EXPORTED: readonly string[] = ["qnaid", "metadata", "prompts"];
type Column = keyof typeof COLUMNS;
const COLUMNS_KNOWN: ReadonlyMap<string, { readonly column: Column; readonly rank: number }> = new Map(
  (Object.entries(COLUMNS) as [Column, readonly string[]][]).flatMap(([column, names]) =>
    names.map((name, rank) => [name, { column, rank }] as const),
  ),
);

interface Row {
  readonly line: number;
  /** Whether the table is an export of QnA Maker or a successor, which write line ends as "\n". Elsewhere these two signs may be part of a path. */
  readonly isExport: boolean;
  readonly cells: Readonly<Partial<Record<Column, string>>>;
}

interface CsvRecord {
  /** On which it begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

interface Broken {
  readonly line: number;
  readonly reason: string;
}

/** One answer with all the questions that lead to it. */
interface Answered extends Row {
  readonly questions: string[];
}

/**
 * Reads a table of questions and answers (CSV, or with tabs), as QnA Maker and its successors export it: rows with the same QnaId and
 * answer, or without an id and with the same answer, are one entry with several ways of asking. Answers are Markdown.
 */
export function readTable(text: string, file: string): Result<SourceDocument> {
  const rows = readRows(text, file);
  if (!rows.ok) return rows;
  const answered = groupByAnswer(rows.value);
  const categories = [...new Set(answered.map(categoryOf))];
  const items: SourceItem[] = [];
  for (const category of categories) {
    if (categories.length > 1 && category !== "") items.push({ kind: "heading", level: 1, text: category });
    for (const each of answered.filter((one) => categoryOf(one) === category)) {
      const read = itemsOfAnswer(each, file);
      if (!read.ok) return read;
      items.push(...read.value);
    }
  }
  return ok({ file, items });
}

function readRows(text: string, file: string): Result<readonly Row[]> {
  const { records, broken } = parse(text);
  if (broken !== undefined) {
    const fix = 'A text that holds a quotation mark is put in quotes, with each mark inside doubled: "say ""yes"""';
    return failed({ file, line: broken.line, message: `The table cannot be read: ${broken.reason}`, fix });
  }
  const [head, ...body] = records;
  const columns = columnsOf(head?.cells ?? []);
  const missing = (["question", "answer"] as const).filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    const fix = "Name the columns in the first line: Question, Answer, and if you like Source, Category, Metadata";
    return failed({ file, line: 1, message: `There is no column for: ${missing.join(", ")}`, fix });
  }
  const isExport = head?.cells.some((name) => EXPORTED.includes(plainName(name))) ?? false;
  const rows = body.map(
    ({ line, cells }): Row => ({
      line,
      isExport,
      cells: Object.fromEntries(
        columns.flatMap((column, at) => (column === undefined ? [] : [[column, (cells[at] ?? "").trim()]])),
      ),
    }),
  );
  const empty = rows.find(({ cells }) => (cells.question === "") !== (cells.answer === ""));
  if (empty !== undefined) {
    const what = empty.cells.question === "" ? "question" : "answer";
    return failed({ file, line: empty.line, message: `The row has no ${what}`, fix: "Write it, or delete the row" });
  }
  return ok(rows.filter(({ cells }) => cells.question !== ""));
}

/** The records of a table that are not empty, and what is wrong with the first that cannot be read. */
function parse(text: string): { readonly records: readonly CsvRecord[]; readonly broken: Broken | undefined } {
  const records: CsvRecord[] = [];
  let broken: Broken | undefined;
  let line = 1;
  let start = 0;
  Papa.parse<string[]>(text, {
    delimiter: delimiterOf(text),
    step({ data: cells, errors, meta: { cursor } }) {
      const [error] = errors;
      if (error !== undefined) broken ??= { line, reason: error.message };
      if (cells.length > 1 || cells[0] !== "") records.push({ line, cells });
      line += text.slice(start, cursor).split("\n").length - 1;
      start = cursor;
    },
  });
  return { records, broken };
}

/** The sign that the first line has most of. */
function delimiterOf(text: string): string {
  const [first = ""] = text.split("\n", 1);
  const count = (sign: string) => first.split(sign).length;
  return ["\t", ";", ","].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ",");
}

/** Returns what each column is. Of several that could be the same, it is the one whose name stands first in the list: "Question" before "Title". */
function columnsOf(names: readonly string[]): readonly (Column | undefined)[] {
  const columns = names.map(columnOf);
  const rank = (at: number) => COLUMNS_KNOWN.get(plainName(names[at] ?? ""))?.rank ?? 0;
  return columns.map((column, at) => {
    const isSecond = columns.some(
      (other, place) => other === column && (rank(place) < rank(at) || (rank(place) === rank(at) && place < at)),
    );
    return isSecond ? undefined : column;
  });
}

function columnOf(name: string): Column | undefined {
  return COLUMNS_KNOWN.get(plainName(name))?.column;
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}]/gu, "");
}

function groupByAnswer(rows: readonly Row[]): readonly Answered[] {
  const groups = new Map<string, Answered>();
  for (const row of rows) {
    const { id = "", answer = "", question = "" } = row.cells;
    // Rows with the same id but different answers are different entries: some tables use the id for something else.
    const key = id === "" ? `answer ${answer}` : `id ${id} ${answer}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { ...row, questions: [plainLine(question)] });
    else if (!known.questions.includes(plainLine(question))) known.questions.push(plainLine(question));
  }
  return [...groups.values()];
}

/** The column of its own, else what "category:…", "topic:…" says in the metadata ("name:value|name:value"). */
function categoryOf({ cells }: Row): string {
  if (cells.category !== undefined && cells.category !== "") return plainLine(cells.category);
  const pairs = (cells.metadata ?? "").split("|").map((pair) => pair.split(":"));
  const named = pairs.find(([name = ""]) => columnOf(name) === "category");
  return plainLine(named?.slice(1).join(":") ?? "");
}

function itemsOfAnswer({ cells, questions, line, isExport }: Answered, file: string): Result<readonly SourceItem[]> {
  const written = cells.answer ?? "";
  const answer = readMarkdown(isExport ? written.replace(/\\r\\n|\\n/g, "\n") : written, file);
  if (!answer.ok) return failed(...answer.diagnostics.map((diagnostic) => ({ ...diagnostic, line })));
  const [text = "", ...asks] = questions;
  const heading: SourceItem = {
    kind: "heading",
    level: QUESTION_LEVEL,
    text,
    asks,
    ...(cells.id === undefined || cells.id === "" ? {} : { key: cells.id }),
    next: promptsOf(cells.prompts),
  };
  const source = sourceOf(cells.source);
  const blocks = answer.value.items.map(
    (item): SourceItem =>
      item.kind === "heading"
        ? { kind: "paragraph", text: item.text, links: [] }
        : { ...item, links: [...item.links, ...source] },
  );
  return ok([heading, ...blocks]);
}

function sourceOf(written = ""): readonly SourceLink[] {
  const url = parseWebAddress(written);
  return url === undefined ? [] : [{ title: url.href, url: url.href }];
}

/** The ids behind the buttons that follow an answer: [{"displayText": "…", "qnaId": 5}]. */
function promptsOf(written = ""): readonly string[] {
  try {
    const prompts: unknown = JSON.parse(written === "" ? "[]" : written);
    if (!Array.isArray(prompts)) return [];
    return prompts.flatMap((prompt) => (typeof prompt?.qnaId === "number" ? [String(prompt.qnaId)] : []));
  } catch {
    return [];
  }
}
