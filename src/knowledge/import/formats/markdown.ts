import { marked } from "marked";
import { parse } from "yaml";
import { languageOfLocale } from "../../../languages/languages.ts";
import { failed, ok, type Result } from "../../diagnostic.ts";
import { plainLine, type SourceDocument } from "../source.ts";
import { readHtml } from "./html.ts";

/** Markdown takes time that grows with the square of a paragraph; no paragraph that people read is nearly as long. */
const LONGEST_PARAGRAPH = 10_000;
/** Lists and quotations nested deeper than this take as long and say nothing. */
const DEEPEST_INDENT = 40;
const DEEPEST_QUOTATION = 8;
const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n/;

/** Reads Markdown, with front matter as site generators write it; HTML inside it is read as HTML. */
export function readMarkdown(text: string, file: string): Result<SourceDocument> {
  const front = FRONT_MATTER.exec(text)?.[1];
  const body = front === undefined ? text : text.slice(text.indexOf("\n---\n", 3) + 5);
  const tooLong = lineOfLongParagraph(text);
  if (tooLong !== undefined) {
    const message = `The paragraph has more than ${LONGEST_PARAGRAPH} characters`;
    return failed({ file, line: tooLong, message, fix: "Divide it by empty lines" });
  }
  const page = readHtml(marked.parse(bounded(body), { async: false, gfm: true }), file);
  return ok({ ...page, ...(front === undefined ? {} : described(front)) });
}

function bounded(text: string): string {
  return text
    .replace(/^[ \t]+/gm, (indent) => indent.replaceAll("\t", "    ").slice(0, DEEPEST_INDENT))
    .replace(/^(?:[ ]{0,3}>){9,}/gm, ">".repeat(DEEPEST_QUOTATION));
}

function lineOfLongParagraph(text: string): number | undefined {
  let length = 0;
  let first = 1;
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") {
      length = 0;
      first = index + 2;
    }
    length += line.length;
    if (length > LONGEST_PARAGRAPH) return first;
  }
  return undefined;
}

/** Title and language, where the front matter says them; what cannot be read is left alone. */
function described(front: string): Pick<SourceDocument, "title" | "language"> {
  try {
    const fields: unknown = parse(front, { schema: "failsafe", maxAliasCount: 0, logLevel: "silent" });
    if (typeof fields !== "object" || fields === null) return {};
    const { title, lang, language } = fields as Readonly<Record<string, unknown>>;
    const named = typeof title === "string" ? plainLine(title) : "";
    const locale = typeof lang === "string" ? lang : typeof language === "string" ? language : undefined;
    const spoken = languageOfLocale(locale);
    return { ...(named === "" ? {} : { title: named }), ...(spoken === undefined ? {} : { language: spoken }) };
  } catch {
    return {};
  }
}
