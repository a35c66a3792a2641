import type { z } from "zod";
import { type Diagnostic, failed, nearestName, ok, type Path, type Result } from "../diagnostic.ts";
import type { YamlSource } from "./yaml-source.ts";

/** How each field is written, by its path without positions ("quiz.answer"); it is the fix shown for whatever is wrong with the field. */
export type FieldGuide = Readonly<Record<string, string>>;

/** Checks YAML against a schema. Returns the value, or a diagnostic with its line for each problem. */
export function checkFields<Schema extends z.ZodType>(
  schema: Schema,
  source: YamlSource,
  file: string,
  guide: FieldGuide,
): Result<z.output<Schema>> {
  const data = withoutEmptyFields(source.data);
  const checked = schema.safeParse(data);
  if (checked.success) return ok(checked.data);
  return failed(...checked.error.issues.flatMap((issue) => diagnosticsOf(issue, data, source, file, guide)));
}

/** Drops fields with nothing after the colon: they count as absent. */
function withoutEmptyFields(data: unknown): unknown {
  if (kindOf(data) !== "a record") return data;
  return Object.fromEntries(Object.entries(data as object).filter(([, value]) => value !== ""));
}

function diagnosticsOf(
  issue: z.core.$ZodIssue,
  data: unknown,
  source: YamlSource,
  file: string,
  guide: FieldGuide,
): readonly Diagnostic[] {
  const path = issue.path.map((step) => (typeof step === "symbol" ? step.toString() : step));
  const pattern = path.filter((step) => typeof step === "string").join(".");
  if (issue.code === "unrecognized_keys") {
    const known = fieldsOf(guide, pattern);
    return issue.keys.map((key) => ({ file, line: source.lineOf([...path, key]), ...unknownField(key, known) }));
  }
  const value = valueAt(data, path);
  const message = path.length === 0 ? "There are no fields" : `${quoted(path)} ${complaint(issue, value)}`;
  return [{ file, line: source.lineOf(path), message, fix: fixOf(issue, value, guide, pattern) }];
}

function unknownField(key: string, known: readonly string[]): Pick<Diagnostic, "message" | "fix"> {
  const meant = nearestName(key, known);
  const list = `Known are: ${known.join(", ")}`;
  return { message: `Unknown field "${key}"`, fix: meant === undefined ? list : `Did you mean "${meant}"? ${list}` };
}

/** Returns the names of the fields directly inside a path of the guide. */
function fieldsOf(guide: FieldGuide, pattern: string): readonly string[] {
  const prefix = pattern === "" ? "" : `${pattern}.`;
  return Object.keys(guide)
    .filter((place) => place.startsWith(prefix) && !place.slice(prefix.length).includes("."))
    .map((place) => place.slice(prefix.length));
}

function complaint(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined) return "is missing";
  if (issue.code !== "invalid_type") return issue.message;
  return `is ${kindOf(value)}, and ${EXPECTED[issue.expected] ?? "a text"} was expected`;
}

const EXPECTED: Readonly<Record<string, string>> = { array: "a list", object: "a record", string: "a text" };

function fixOf(issue: z.core.$ZodIssue, value: unknown, guide: FieldGuide, pattern: string): string {
  if (issue.code === "invalid_type" && issue.expected === "string" && kindOf(value) === "a record") {
    return 'Put the text in quotes: YAML reads ": " inside a text as a field and its value';
  }
  // A text for each language has its guide under the name of the field.
  return guide[pattern] ?? guide[pattern.replace(/\.[a-z]{2}$/, "")] ?? "Begin with the fields, one on each line: name: value";
}

function quoted(path: Path): string {
  const written = path.map((step) => (typeof step === "number" ? `[${step + 1}]` : `.${step}`)).join("");
  return `"${written.slice(1)}"`;
}

function kindOf(value: unknown): "a text" | "a list" | "a record" | "nothing" {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return "a text";
  return typeof value === "object" && value !== null ? "a record" : "nothing";
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}
