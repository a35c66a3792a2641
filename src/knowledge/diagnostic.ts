import { editDistance } from "../text/edit-distance.ts";

/** A place in a pack. */
export interface Location {
  /** Relative to the pack, with forward slashes. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** A problem in a pack, and how to fix it. */
export interface Diagnostic extends Location {
  readonly message: string;
  readonly fix: string;
}

/** The result of reading a part of a pack: the part, or everything that is wrong with it. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** The path to a value in nested records and lists: ["quiz", 0, "answer"]. */
export type Path = readonly (string | number)[];

export function ok<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function failed(...diagnostics: readonly Diagnostic[]): Result<never> {
  return { ok: false, diagnostics };
}

/** Returns a diagnostic as a line of text: "en/law/x.md:3: what is wrong (what fixes it)". */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  return `${diagnostic.file}:${diagnostic.line}: ${diagnostic.message} (${diagnostic.fix})`;
}

/** Sorts diagnostics by file and line, in code-unit order so that the order is the same everywhere. */
export function inReadingOrder<Item extends Diagnostic>(diagnostics: readonly Item[]): readonly Item[] {
  return [...diagnostics].sort((a, b) => {
    if (a.file !== b.file) return a.file < b.file ? -1 : 1;
    return a.line - b.line;
  });
}

/** Returns the known name that was probably meant: at most a third of its letters differ, upper and lower case aside. */
export function nearestName(written: string, known: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(written.length / 3)) + 1;
  for (const name of known) {
    const distance = editDistance(written.toLowerCase(), name.toLowerCase());
    if (distance < least) {
      least = distance;
      nearest = name;
    }
  }
  return nearest;
}

/** How many further lines of a repeated mistake are named. */
const MOST_LINES = 5;

/** Joins the diagnostics of a mistake that a file repeats, as in each line of a list, into one that names the first lines. */
export function toldOnce(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const alike = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { file, message, fix } = diagnostic;
    const key = JSON.stringify([file, message.replace(/\[\d+\]/g, "[]"), fix]);
    alike.set(key, [...(alike.get(key) ?? []), diagnostic]);
  }
  return [...alike.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [withOthers(first, others)]));
}

function withOthers(first: Diagnostic, others: readonly Diagnostic[]): Diagnostic {
  const lines = [...new Set(others.map(({ line }) => line))].filter((line) => line !== first.line);
  if (lines.length === 0) return first;
  const unnamed = lines.length - MOST_LINES;
  const rest = unnamed > 0 ? ` and ${unnamed} more` : "";
  return {
    ...first,
    message: `${first.message}; also in line${lines.length === 1 ? "" : "s"} ${lines.slice(0, MOST_LINES).join(", ")}${rest}`,
  };
}
