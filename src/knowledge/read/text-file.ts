import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { failed, ok, type Result } from "../diagnostic.ts";

/** The largest file in bytes: far larger than any entry that people would read, and small enough to do no harm. */
const MOST_BYTES = 256 * 1024;

const BYTE_ORDER_MARK = /^\uFEFF/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const CONTROL_CHARACTER = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/u;

/** Reads a file of a pack as text, without the byte order mark and with "\n" at the end of each line. Returns a diagnostic if it is not text. */
export async function readTextFile(directory: string, file: string): Promise<Result<string>> {
  const path = join(directory, file);
  let bytes: Buffer;
  try {
    const found = await stat(path);
    const { size } = found;
    // Reading a pipe or a device may never end.
    if (!found.isFile()) return failed({ file, line: 1, message: "This is not a file", fix: "Put a text file in its place" });
    if (size > MOST_BYTES) {
      const message = `The file is too large: ${Math.ceil(size / 1024)} KiB, and ${MOST_BYTES / 1024} KiB is the most`;
      return failed({ file, line: 1, message, fix: "Split it into several entries, or check that it is the right file" });
    }
    bytes = await readFile(path);
  } catch (error) {
    const message = `The file cannot be read: ${readingError(error)}`;
    return failed({ file, line: 1, message, fix: "Check that the file exists and that Malinois may read it" });
  }
  return decode(bytes, file);
}

/** Returns the system's error code ("EACCES"), without the path, which may reveal something about the machine. */
export function readingError(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

function decode(bytes: Buffer, file: string): Result<string> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const line = lineOfOffset(bytes.toString("utf8"), "\uFFFD");
    return failed({ file, line, message: "The file is not UTF-8", fix: "Save it again with the encoding UTF-8" });
  }
  const clean = text.replace(BYTE_ORDER_MARK, "").replace(/\r\n?/g, "\n");
  const control = CONTROL_CHARACTER.exec(clean);
  if (control !== null) {
    const code = control[0].charCodeAt(0).toString(16).padStart(4, "0");
    const message = `The text has a control character (U+${code.toUpperCase()})`;
    return failed({
      file,
      line: lineOfOffset(clean, control[0]),
      message,
      fix: "Delete it, or save the file again as UTF-8 text",
    });
  }
  return ok(clean);
}

/** Returns the line, from 1, on which a text first occurs; 1 if it does not occur. */
export function lineOfOffset(text: string, first: string): number {
  return text.slice(0, Math.max(0, text.indexOf(first))).split("\n").length;
}
