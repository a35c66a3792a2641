import { failed, ok, type Result } from "../diagnostic.ts";

/** The two parts of an entry's file. */
export interface EntryText {
  readonly yaml: string;
  /** The line of the file on which the YAML begins. */
  readonly yamlLine: number;
  readonly body: string;
  readonly bodyLine: number;
}

const FENCE = /^---\s*$/;
const EXAMPLE = 'Begin with a line "---", the fields (id, title, questions), and another line "---"';

/** Splits a file's text into the front matter, between two lines "---", and the body below it. */
export function splitFrontMatter(text: string, file: string): Result<EntryText> {
  if (text.trim() === "") {
    return failed({ file, line: 1, message: "The file is empty", fix: `${EXAMPLE}; or delete the file` });
  }
  const lines = text.split("\n");
  const open = lines.findIndex((line) => line.trim() !== "");
  if (!FENCE.test(lines[open] ?? "")) {
    return failed({ file, line: open + 1, message: "The front matter is missing", fix: EXAMPLE });
  }
  const close = lines.findIndex((line, index) => index > open && FENCE.test(line));
  if (close === -1) {
    const fix = 'End the fields with a line "---"; the summary follows under it';
    return failed({ file, line: open + 1, message: "The front matter is not closed", fix });
  }
  return ok({
    yaml: lines.slice(open + 1, close).join("\n"),
    yamlLine: open + 2,
    body: lines.slice(close + 1).join("\n"),
    bodyLine: close + 2,
  });
}
