/** How settings are written in the environment, and how they are read. Every platform declares its own from these parts. */
import { z } from "zod";
import { MalinoisError } from "./errors.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** A text. Absent and empty mean the same: an `.env` file keeps unused names. */
export const text = z
  .string()
  .trim()
  .optional()
  .transform((value) => value || undefined);

/** An http or https address. */
export const address = text.pipe(z.url({ protocol: /^https?$/ }).optional()).transform((value): string | undefined => value);

/** "true" or "false"; absent: false. */
export const flag = text.pipe(z.enum(["true", "false"]).optional()).transform((value) => value === "true");

/** One of some words; absent: the fallback. */
export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values, fallback: Values[number]) {
  return text.pipe(z.enum(values).optional()).transform((value) => value ?? fallback);
}

/** Words separated by commas or spaces, each of one form; `problem` says what is wrong with any other: "must hold only …". */
export function list(form: RegExp, problem: string) {
  return text
    .transform((value) => value?.split(/[\s,]+/) ?? [])
    .refine((values) => values.every((value) => form.test(value)), problem);
}

/** A whole number in a range. */
export function wholeNumber(least: number, most: number) {
  const inRange = (value: string | undefined) =>
    value === undefined || (/^\d{1,9}$/.test(value) && +value >= least && +value <= most);
  return text
    .refine(inRange, `must be a whole number from ${least} to ${most}`)
    .transform((value) => (value === undefined ? undefined : Number(value)));
}

/** Settings that were read, or everything that is wrong with them: "PORT: must be …", never a value. */
export type SettingsResult<Settings> =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the variables of a shape from an environment; others are left alone. */
export function readSettings<Shape extends z.ZodRawShape>(
  shape: Shape,
  environment: Environment,
): SettingsResult<z.output<z.ZodObject<Shape>>> {
  const result = z.object(shape).safeParse(environment);
  if (result.success) return { ok: true, settings: result.data };
  return { ok: false, problems: result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) };
}

/** The error that names every wrong variable at once. */
export function settingsError(problems: readonly string[]): MalinoisError {
  return new MalinoisError(
    "configuration",
    `The environment is not usable: ${problems.join("; ")}`,
    "Correct these variables; .env.example explains each",
  );
}
