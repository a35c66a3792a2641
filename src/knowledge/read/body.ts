import { type Diagnostic, failed, nearestName, ok, type Path, type Result } from "../diagnostic.ts";
import { type Block, parseBlocks } from "./body-blocks.ts";

/** The content of an entry's Markdown. */
export interface Body {
  readonly summary: string;
  readonly points: readonly string[];
  readonly steps: readonly string[];
  readonly more: readonly string[];
}

/** Headings in files, the same in every language. People see translated headings. */
const HEADINGS = { points: "## Key points", steps: "## What to do", more: "## More" } as const;
type SectionName = "summary" | keyof typeof HEADINGS;

const HEADING = /^ {0,3}(?:#{2,6}|#(?= |$))/;
const ALL_HEADINGS = Object.values(HEADINGS).join(", ");

interface Section {
  readonly line: number;
  readonly lines: string[];
}

/**
 * Reads the body of an entry: the summary, then sections in any order, each at most once. Returns the body with a way
 * to find the line of a value (["points", 2]), or all diagnostics. Lines of a paragraph or item are joined by one space;
 * under "More" a list is one paragraph with a line per item.
 */
export function parseBody(text: string, file: string, firstLine: number): Result<{ body: Body; lineOf(path: Path): number }> {
  const diagnostics: Diagnostic[] = [];
  const sections = splitSections(text, file, firstLine, diagnostics);
  const blocksOf = (name: SectionName): readonly Block[] => {
    const section = sections.get(name);
    return section === undefined ? [] : parseBlocks(section.lines, section.line);
  };
  const blocks = { summary: blocksOf("summary"), points: blocksOf("points"), steps: blocksOf("steps"), more: blocksOf("more") };

  const refuse = (block: Block, message: string, fix: string) => diagnostics.push({ file, line: block.line, message, fix });
  for (const block of Object.values(blocks).flat()) {
    if (block.text === "") refuse(block, "This list item is empty", "Write its text behind the mark, or delete it");
    else if (block.nested) refuse(block, "A list stands inside a list", "Write one list of one level, without indentation");
  }
  for (const block of blocks.summary.filter(({ kind }) => kind !== "paragraph")) {
    refuse(
      block,
      "The summary has a list",
      `Write the summary as plain sentences and put the list under a heading: ${ALL_HEADINGS}`,
    );
  }
  for (const block of blocks.points.filter(({ kind }) => kind !== "bullet")) {
    refuse(block, `Under "${HEADINGS.points}" stands something that is not a bullet`, 'Begin each point with "- "');
  }
  for (const block of blocks.steps.filter(({ kind }) => kind !== "number")) {
    refuse(
      block,
      `Under "${HEADINGS.steps}" stands something that is not a numbered step`,
      'Begin each step with its number: "1. "',
    );
  }
  if (blocks.summary.length === 0) {
    const fix = "Write two to four sentences right under the front matter, before any heading";
    diagnostics.push({ file, line: Math.max(1, firstLine - 1), message: "The summary is missing", fix });
  }
  if (diagnostics.length > 0) return failed(...diagnostics);

  const more = joinLists(blocks.more);
  const lines: Readonly<Record<string, readonly Block[]>> = { ...blocks, more };
  return ok({
    body: {
      summary: blocks.summary.map((block) => block.text).join(" "),
      points: blocks.points.map((block) => block.text),
      steps: blocks.steps.map((block) => block.text),
      more: more.map((block) => block.text),
    },
    lineOf: ([name, index]) => lines[String(name)]?.[Number(index ?? 0)]?.line ?? firstLine,
  });
}

function splitSections(text: string, file: string, firstLine: number, diagnostics: Diagnostic[]): Map<SectionName, Section> {
  let current: Section = { line: firstLine, lines: [] };
  const sections = new Map<SectionName, Section>([["summary", current]]);
  for (const [index, line] of text.split("\n").entries()) {
    if (!HEADING.test(line)) {
      current.lines.push(line);
      continue;
    }
    const number = firstLine + index;
    const name = sectionOf(line);
    const refused = name === undefined ? unknownHeading(line) : sections.has(name) ? repeatedHeading(line) : undefined;
    if (refused !== undefined) diagnostics.push({ file, line: number, ...refused });
    current = { line: number + 1, lines: [] };
    if (name !== undefined && refused === undefined) sections.set(name, current);
  }
  return sections;
}

function sectionOf(line: string): SectionName | undefined {
  const written = line.trim();
  for (const name of ["points", "steps", "more"] as const) if (HEADINGS[name] === written) return name;
  return undefined;
}

function unknownHeading(line: string): Pick<Diagnostic, "message" | "fix"> {
  const written = line.trim();
  const meant = nearestName(written, Object.values(HEADINGS));
  const fix = meant === undefined ? "" : `Write "${meant}". `;
  return {
    message: `Unknown heading "${written}"`,
    fix: `${fix}The headings are the same in every language: ${ALL_HEADINGS}; the title stands in the front matter`,
  };
}

function repeatedHeading(line: string): Pick<Diagnostic, "message" | "fix"> {
  return { message: `The heading "${line.trim()}" appears a second time`, fix: "Put both parts under one heading" };
}

/** Under "More" the items of a list, and the line that leads to it, are one paragraph. */
function joinLists(blocks: readonly Block[]): readonly Block[] {
  const joined: Block[] = [];
  let previous: Block | undefined;
  let number = 0;
  for (const block of blocks) {
    const follows: boolean =
      previous !== undefined && block.kind !== "paragraph" && (block.attached || previous.kind === block.kind);
    number = block.kind === "number" ? (previous?.kind === "number" ? number + 1 : 1) : 0;
    const mark = block.kind === "bullet" ? "• " : block.kind === "number" ? `${number}. ` : "";
    const last = joined.at(-1);
    if (follows && last !== undefined) joined[joined.length - 1] = { ...last, text: `${last.text}\n${mark}${block.text}` };
    else joined.push({ ...block, text: mark + block.text });
    previous = block;
  }
  return joined;
}
