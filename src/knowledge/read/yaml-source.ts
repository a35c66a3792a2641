import {
  type Document,
  isAlias,
  isCollection,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type YAMLParseError,
} from "yaml";
import { type Diagnostic, failed, ok, type Path, type Result } from "../diagnostic.ts";

/** Parsed YAML: only lists, records and texts, with every scalar as it was written. */
export interface YamlSource {
  readonly data: unknown;
  /** Returns the line of a value in the file, or of the nearest part around it that exists. */
  lineOf(path: Path): number;
}

const QUOTE_IT = 'Put the text in quotes: "…"';

/**
 * Reads YAML that begins at a line of a file. No value is interpreted (YAML's failsafe schema), so "078" keeps its
 * zero and "no" stays a word. Anchors, aliases and tags are diagnostics: in a pack they are texts that someone forgot to quote.
 */
export function readYaml(text: string, file: string, firstLine: number): Result<YamlSource> {
  const lines = new LineCounter();
  const document = parse(text, lines);
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line) + firstLine - 1;
  const report = (offset: number, message: string, fix: string): Diagnostic => ({ file, line: lineAt(offset), message, fix });

  const diagnostics = misreadings(document, report);
  for (const problem of [...withoutConsequences(document.errors), ...document.warnings]) {
    diagnostics.push(report(problem.pos[0], `This is not valid YAML: ${problem.message}`, fixOf(problem.code)));
  }
  if (diagnostics.length > 0) return failed(...firstOfEachLine(diagnostics));
  // A document takes many times the memory of its text, and in a pack without mistakes nobody asks for a line: it is parsed again where it is gone.
  let held = new WeakRef(document);
  function kept(): Document.Parsed {
    const parsed = held.deref() ?? parse(text);
    held = new WeakRef(parsed);
    return parsed;
  }
  return ok({ data: document.toJS(), lineOf: (path) => lineAt(offsetOf(kept(), path)) });
}

function parse(text: string, lineCounter = new LineCounter()): Document.Parsed {
  return parseDocument(text, { schema: "failsafe", lineCounter, prettyErrors: false, stringKeys: true, logLevel: "error" });
}

/** Keeps the first place where the structure breaks: it makes the parser stumble over every line below. */
function withoutConsequences(errors: readonly YAMLParseError[]): readonly YAMLParseError[] {
  const first = errors.findIndex(({ code }) => code === "UNEXPECTED_TOKEN");
  return errors.filter(({ code }, at) => code !== "UNEXPECTED_TOKEN" || at === first);
}

function fixOf(code: string): string {
  switch (code) {
    case "DUPLICATE_KEY":
      return "Keep one of the two and put everything in it";
    case "TAB_AS_INDENT":
      return "Indent with spaces";
    case "TAG_RESOLVE_FAILED":
    case "BAD_SCALAR_START":
    case "BLOCK_AS_IMPLICIT_KEY":
      return QUOTE_IT;
    default:
      return 'Check quotes, brackets and indentation here and in the lines above; put a text with ": " or " #" in quotes';
  }
}

/** Finds what YAML reads differently from what its writer probably meant, whether or not it is valid. */
function misreadings(
  document: Document.Parsed,
  report: (offset: number, message: string, fix: string) => Diagnostic,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  visit(document, {
    Alias: (_, node) => {
      diagnostics.push(report(node.range?.[0] ?? 0, 'A text that begins with "*" is a reference in YAML', QUOTE_IT));
    },
    Value: (_, node) => {
      const offset = node.range?.[0] ?? 0;
      if (node.anchor !== undefined) diagnostics.push(report(offset, `"&${node.anchor}" is a name in YAML, not text`, QUOTE_IT));
      // Any other tag is unknown, which is an error of its own.
      if (node.tag === "!") diagnostics.push(report(offset, '"!" is a mark in YAML, not text', QUOTE_IT));
      if (isScalar(node) && node.type === "PLAIN" && cutsOffText(node.comment)) {
        const message = `"#${node.comment}" is a comment in YAML: the text ends before it`;
        diagnostics.push(report(offset, message, `${QUOTE_IT}; or, for a comment, put a space after the "#"`));
      }
    },
  });
  return diagnostics;
}

/** People write "# a comment" with a space, and "issue #5" without. */
function cutsOffText(comment: string | null | undefined): boolean {
  return typeof comment === "string" && /^[^\s#]/.test(comment);
}

/** Keeps one diagnostic per line. A single mistake often gives several errors; the first explains it best. */
function firstOfEachLine(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const first = new Map<number, Diagnostic>();
  for (const diagnostic of diagnostics) if (!first.has(diagnostic.line)) first.set(diagnostic.line, diagnostic);
  return [...first.values()];
}

function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const step of path) {
    if (!isCollection(node)) break;
    const found: unknown = node.items.find((item, index) =>
      isPair(item) ? isScalar(item.key) && item.key.value === step : index === step,
    );
    if (found === undefined) break;
    const place = isPair(found) ? found.key : found;
    if ((isScalar(place) || isCollection(place) || isAlias(place)) && place.range) offset = place.range[0];
    node = isPair(found) ? found.value : found;
  }
  return offset;
}
