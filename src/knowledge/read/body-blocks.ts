/** A paragraph or one item of a list. */
export interface Block {
  readonly kind: "paragraph" | "bullet" | "number";
  /** The text, on one line and with single spaces. */
  readonly text: string;
  /** The line in the file, counted from 1. */
  readonly line: number;
  /** Whether it follows the block before it without an empty line between them. */
  readonly attached: boolean;
  /** Whether it is an item inside another item. */
  readonly nested: boolean;
}

const BULLET = /^(\s*)[-*+•](?:\s+(.*))?$/;
const NUMBER = /^(\s*)(\d{1,3})[.)](?:\s+(.*))?$/;
/** An item indented by this much more than its list is nested in it (CommonMark 0.31, section 5.2). */
const NESTING_INDENT = 2;

interface OpenBlock {
  readonly kind: Block["kind"];
  readonly lines: string[];
  readonly line: number;
  readonly attached: boolean;
  readonly nested: boolean;
}

/**
 * Reads lines of plain Markdown into paragraphs and list items, the small part of CommonMark that entries are written
 * in. As there, a line without a mark continues the block above it, and inside a paragraph only a bullet or "1."
 * begins a list, so that a sentence may run over to a line that starts with a number.
 */
export function parseBlocks(lines: readonly string[], firstLine: number): readonly Block[] {
  const blocks: OpenBlock[] = [];
  let afterBlank = true;
  let listIndent: number | undefined;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") {
      afterBlank = true;
      continue;
    }
    const open = blocks.at(-1);
    const item = readItem(line, open?.kind === "paragraph" && !afterBlank);
    const place = { line: firstLine + index, attached: !afterBlank };
    if (item !== undefined) {
      const inList = open !== undefined && open.kind !== "paragraph";
      if (!inList || listIndent === undefined) listIndent = item.indent;
      const nested = item.indent >= listIndent + NESTING_INDENT;
      blocks.push({ kind: item.kind, lines: [item.text], ...place, nested });
    } else if (open !== undefined && continues(open, line, afterBlank)) {
      open.lines.push(line);
    } else {
      blocks.push({ kind: "paragraph", lines: [line], ...place, nested: false });
    }
    afterBlank = false;
  }
  return blocks.map(({ lines: parts, ...block }) => ({ ...block, text: parts.join(" ").replace(/\s+/g, " ").trim() }));
}

function readItem(
  line: string,
  insideParagraph: boolean,
): { kind: "bullet" | "number"; indent: number; text: string } | undefined {
  const bullet = BULLET.exec(line);
  if (bullet !== null) return { kind: "bullet", indent: bullet[1]?.length ?? 0, text: bullet[2] ?? "" };
  const number = NUMBER.exec(line);
  if (number === null || (insideParagraph && number[2] !== "1")) return undefined;
  return { kind: "number", indent: number[1]?.length ?? 0, text: number[3] ?? "" };
}

/** Returns whether a line belongs to the list item above it. After an empty line, only an indented line does. */
function continues(open: OpenBlock, line: string, afterBlank: boolean): boolean {
  if (!afterBlank) return true;
  return open.kind !== "paragraph" && /^\s{2,}/.test(line);
}
