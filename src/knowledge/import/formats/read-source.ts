import { readFile, stat } from "node:fs/promises";
import { extname } from "node:path";
import { failed, ok, type Result } from "../../diagnostic.ts";
import { lineOfOffset, readingError } from "../../read/text-file.ts";
import type { SourceDocument } from "../source.ts";

/** In bytes: a text of 1,500 pages. */
const MOST_BYTES = { text: 4 * 1024 * 1024, docx: 32 * 1024 * 1024 } as const;

type Read = (bytes: Buffer, file: string) => Result<SourceDocument> | Promise<Result<SourceDocument>>;

// Formats are loaded when they are met: a word processor's costs a third of a second.
const markdown: Read = async (bytes, file) => {
  const { readMarkdown } = await import("./markdown.ts");
  return withText(bytes, file, (text) => readMarkdown(text, file));
};
const html: Read = async (bytes, file) => {
  const { readHtml } = await import("./html.ts");
  return withText(bytes, file, (text) => ok(readHtml(text, file)));
};
const plainText: Read = async (bytes, file) => {
  const { readPlainText } = await import("./plain-text.ts");
  return withText(bytes, file, (text) => ok(readPlainText(text, file)));
};
const table: Read = async (bytes, file) => {
  const { readTable } = await import("./table.ts");
  return withText(bytes, file, (text) => readTable(text, file));
};
const docx: Read = async (bytes, file) => (await import("./docx.ts")).readDocx(bytes, file);

const FORMATS: Readonly<Record<string, Read>> = {
  ".md": markdown,
  ".markdown": markdown,
  ".html": html,
  ".htm": html,
  ".txt": plainText,
  ".csv": table,
  ".tsv": table,
  ".docx": docx,
};

/** The endings of files that can be imported. */
export const IMPORTED: readonly string[] = Object.keys(FORMATS);

export function isImported(file: string): boolean {
  return Object.hasOwn(FORMATS, extname(file).toLowerCase());
}

/**
 * Reads one file of any known format. Does not reject: what cannot be read, is too large, or is made to be unreadable is a diagnostic.
 * @param path where the file is
 * @param file what it is called in diagnostics
 */
export async function readSource(path: string, file: string): Promise<Result<SourceDocument>> {
  const read = FORMATS[extname(path).toLowerCase()];
  if (read === undefined) {
    const fix = `Save it as one of: ${IMPORTED.join(" ")}`;
    return failed({ file, line: 1, message: `Files of this kind cannot be imported: "${extname(path)}"`, fix });
  }
  try {
    const { size } = await stat(path);
    const most = read === docx ? MOST_BYTES.docx : MOST_BYTES.text;
    if (size > most) {
      const message = `The file is too large: ${(size / 1024 / 1024).toFixed(1)} MiB, and ${most / 1024 / 1024} MiB is the most`;
      return failed({ file, line: 1, message, fix: "Divide it, or check that it is the right file" });
    }
    const document = await read(await readFile(path), file);
    if (document.ok && document.value.items.length === 0) {
      return failed({ file, line: 1, message: "The file holds no text", fix: "Check that it is the right file" });
    }
    return document;
  } catch (error) {
    if (error instanceof RangeError) {
      const message = "The file is nested too deeply to be a text";
      return failed({ file, line: 1, message, fix: "Check that it is the right file" });
    }
    const message = `The file cannot be read: ${readingError(error)}`;
    return failed({ file, line: 1, message, fix: "Check that it exists, may be read, and opens in the program that wrote it" });
  }
}

/** Decodes UTF-8, or UTF-16 with its mark, as spreadsheets save. */
function withText(bytes: Buffer, file: string, read: (text: string) => Result<SourceDocument>): Result<SourceDocument> {
  let text: string;
  try {
    text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    const line = lineOfOffset(bytes.toString("utf8"), "\uFFFD");
    const fix = 'Save it again with the encoding UTF-8 (in a spreadsheet: "CSV UTF-8")';
    return failed({ file, line, message: "The file is not UTF-8", fix });
  }
  return read(text.replace(/\r\n?/g, "\n"));
}

function encodingOf([first, second]: Buffer): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
