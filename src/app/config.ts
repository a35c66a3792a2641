import { resolve } from "node:path";
import { z } from "zod";
import { MalinoisError } from "../errors.ts";

/** Absent and empty mean the same: an `.env` file keeps unused names. */
const text = z
  .string()
  .trim()
  .optional()
  .transform((value) => value || undefined);

const address = text.pipe(z.url({ protocol: /^https?$/ }).optional());

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values, fallback: Values[number]) {
  return text.pipe(z.enum(values).optional()).transform((value) => value ?? fallback);
}

function list(each: RegExp, problem: string) {
  return text
    .transform((value) => value?.split(/[\s,]+/) ?? [])
    .refine((values) => values.every((value) => each.test(value)), problem);
}

const flag = text.pipe(z.enum(["true", "false"]).optional()).transform((value) => value === "true");

function wholeNumber(least: number, most: number) {
  const inRange = (value: string | undefined) =>
    value === undefined || (/^\d{1,9}$/.test(value) && +value >= least && +value <= most);
  return text
    .refine(inRange, `is no whole number from ${least} to ${most}`)
    .transform((value) => (value === undefined ? undefined : Number(value)));
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const Environment = z.object({
  SLACK_BOT_TOKEN: text,
  SLACK_APP_TOKEN: text,
  SLACK_SIGNING_SECRET: text,
  SLACK_API_URL: address,
  SLACK_MANAGERS: list(/^[SUW][A-Z0-9]{2,}$/, "holds what is no id of a user group (S…) or a person (U…)"),
  DISCORD_TOKEN: text,
  DISCORD_APPLICATION_ID: text,
  DISCORD_PUBLIC_KEY: text,
  DISCORD_API_URL: address,
  DISCORD_MESSAGE_CONTENT: flag,
  DISCORD_MEMBERS: flag,
  DISCORD_SHARDS: wholeNumber(1, 10_000),
  DATABASE_URL: text.pipe(z.url({ protocol: /^postgres(ql)?$/ }).optional()),
  DATA_DIR: text.transform((value) => resolve(value ?? "data")),
  PORT: wholeNumber(0, 65_535).transform((value) => value ?? 3_000),
  HOST: text.transform((value) => value ?? "127.0.0.1"),
  CONTENT_DIR: text,
  TZ_DEFAULT: text
    .transform((value) => value ?? "Europe/Brussels")
    .refine(isTimeZone, "is no IANA time zone such as Europe/Brussels"),
  LOG_LEVEL: oneOf(["trace", "debug", "info", "warn", "error", "fatal", "silent"], "info"),
});

/** The settings of a running Malinois, by the names of `.env.example`. */
export type Config = z.infer<typeof Environment>;

/** Every name that {@link readConfig} reads. */
export const CONFIG_NAMES: readonly string[] = Object.keys(Environment.shape);

/**
 * Reads the settings from an environment.
 * @throws MalinoisError (configuration) that names every wrong variable at once, never a value
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const result = Environment.safeParse(environment);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new MalinoisError(
    "configuration",
    `The environment is not usable: ${problems.join("; ")}`,
    "Correct these variables; .env.example explains each",
  );
}
