import { type Block, parseBlocks } from "../../read/body-blocks.ts";
import { addressesIn, plainLine, QUESTION_LEVEL, type SourceDocument, type SourceItem } from "../source.ts";

const UNDERLINE = /^\s*(?:={3,}|-{3,}|~{3,}|\*{3,})\s*$/;
const NUMBERED =
  /^(?:(?:section|chapter|part|deel|hoofdstuk|chapitre|partie|kapitel|teil|abschnitt)\s+)?(\d{1,2}(?:\.\d{1,2})*)[.):]?\s+\p{Lu}/iu;
/** A letter with a full stop may be an initial ("V. Peeters has the key."), so it marks a question only if the line ends with a question mark. */
const ASKED = /^(?:(?:(?:question|vraag|frage)\s*\d*|[qvf]\s*\d+)\s*[:.]|[qvf]\s*:|[qvf]\s*\.(?=.*\?$))\s*/i;
const ANSWERED = /^(?:(?:(?:answer|antwort|antwoord|réponse)\s*\d*|[ar]\s*\d+)\s*[:.]|[ar]\s*:)\s*/i;
/** A question marked by a letter with a full stop, and the mark of its answer. Anywhere else, such a letter is an initial. */
const ASKED_BY_LETTER = /^[qvf]\s*\./i;
const ANSWERED_BY_LETTER = /^[ar]\s*\.\s*/i;
const LONGEST_HEADING = 90;
const LONGEST_QUESTION = 200;

/**
 * Reads plain text. A heading is a short line by itself: underlined, numbered, in capitals, a question, or one that does not end as a sentence
 * does; "Q:" and "A:" are taken as such.
 */
export function readPlainText(text: string, file: string): SourceDocument {
  const items: SourceItem[] = [];
  const blocks = text.split("\n").map((line) => line.trimEnd());
  let block: string[] = [];
  let isAskedByLetter = false;
  const flush = () => {
    if (block.length === 0) return;
    const [first = "", ...rest] = block;
    const lines = isAskedByLetter ? [first.trim().replace(ANSWERED_BY_LETTER, ""), ...rest] : block;
    items.push(...itemsOf(lines, items.length === 0));
    block = [];
    isAskedByLetter = false;
  };
  for (const line of blocks) {
    const words = line.trim();
    if (words === "") flush();
    else if (ASKED.test(words)) {
      flush();
      items.push({ kind: "heading", level: QUESTION_LEVEL, text: plainLine(words.replace(ASKED, "")) });
      isAskedByLetter = ASKED_BY_LETTER.test(words);
    } else block.push(line);
  }
  flush();
  return { file, items };
}

/** What one run of lines says: a heading, paragraphs, lists. */
function itemsOf(lines: readonly string[], isFirst: boolean): SourceItem[] {
  const [first = "", second = ""] = lines;
  if (UNDERLINE.test(second)) {
    const level = second.includes("=") ? 1 : 2;
    const rest = lines.slice(2);
    return [{ kind: "heading", level, text: plainLine(first) }, ...(rest.length === 0 ? [] : itemsOf(rest, false))];
  }
  const written = plainLine(first);
  const level = headingLevel(written, lines.length === 1, isFirst);
  if (level !== undefined) {
    const rest = lines.slice(1);
    return [{ kind: "heading", level, text: written }, ...(rest.length === 0 ? [] : blocksOf(rest))];
  }
  return blocksOf(lines);
}

/** The level of a line that is a heading; the first line of a text is its title. */
function headingLevel(line: string, isAlone: boolean, isFirst: boolean): number | undefined {
  if (line.endsWith("?") && line.length <= LONGEST_QUESTION && !/[.!?]\s/.test(line)) return QUESTION_LEVEL;
  if (line.length > LONGEST_HEADING || !/^[\p{Lu}\p{N}]/u.test(line)) return undefined;
  const number = NUMBERED.exec(line)?.[1];
  if (number !== undefined && isAlone) return 1 + number.split(".").length;
  if (/[.,;:!]$/.test(line)) return undefined;
  if (isAlone && isFirst) return 1;
  return isAlone || (line === line.toUpperCase() && /\p{Lu}{4}/u.test(line)) ? 2 : undefined;
}

function blocksOf(lines: readonly string[]): SourceItem[] {
  const items: SourceItem[] = [];
  let list: Block[] = [];
  const flush = () => {
    const [first] = list;
    const texts = list.map(({ text }) => plainLine(text)).filter((text) => text !== "");
    if (first !== undefined && texts.length > 0)
      items.push({ kind: "list", isOrdered: first.kind === "number", items: texts, links: texts.flatMap(addressesIn) });
    list = [];
  };
  for (const block of parseBlocks(lines, 1)) {
    if (block.kind !== "paragraph") {
      if (list[0] !== undefined && list[0].kind !== block.kind && !block.nested) flush();
      list.push(block);
      continue;
    }
    flush();
    const text = plainLine(block.text.replace(ANSWERED, ""));
    if (text !== "") items.push({ kind: "paragraph", text, links: addressesIn(text) });
  }
  flush();
  return items;
}
