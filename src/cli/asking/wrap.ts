/** A word longer than a line, such as an address, gets a line of its own. */
const SHORTEST_WIDTH = 20;
/** The widest lines, in characters: wider ones are hard to read. */
const LONGEST_WIDTH = 100;

/**
 * Breaks the lines of a text at spaces so that none is wider than a terminal. A broken line continues at its own indentation, a list item at its text.
 * @param columns the terminal's width; absent: another program reads the output, and the text is returned as it is
 */
export function wrap(text: string, columns: number | undefined): string {
  if (columns === undefined) return text;
  const width = Math.max(SHORTEST_WIDTH, Math.min(columns, LONGEST_WIDTH));
  return text
    .split("\n")
    .map((line) => wrapLine(line, width))
    .join("\n");
}

function wrapLine(line: string, width: number): string {
  const [lead = ""] = /^\s*(?:•|\d+\.|\[\d+\])?\s*/u.exec(line) ?? [];
  const indent = " ".repeat(lead.length);
  const lines: string[] = [];
  let current = lead;
  for (const word of line.slice(lead.length).split(" ")) {
    const isFirst = current.length === lead.length && current.trim() === lead.trim();
    const next = isFirst ? `${current}${word}` : `${current} ${word}`;
    if (next.length <= width || isFirst) current = next;
    else {
      lines.push(current);
      current = `${indent}${word}`;
    }
  }
  return [...lines, current].join("\n");
}
