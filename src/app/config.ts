import { join, resolve } from "node:path";
import { z } from "zod";
import { type ConfiguredPlatform, isLoopback, type Platform } from "../platform.ts";
import { type Environment, oneOf, readSettings, settingsError, text, wholeNumber } from "../settings.ts";
import { isTimeZone } from "./time-zone.ts";

const VARIABLES = {
  DATABASE_URL: text.pipe(
    z
      .url({ protocol: /^postgres(ql)?$/, error: "must be an address of the form postgres://user:password@host/database" })
      .optional(),
  ),
  DATA_DIR: text.transform((value) => resolve(value ?? "data")),
  PORT: wholeNumber(0, 65_535).transform((value) => value ?? 3_000),
  HOST: text.transform((value) => value ?? "127.0.0.1"),
  CONTENT_DIR: text
    .transform((value) => value?.split(",").flatMap((source) => source.trim() || []))
    .refine((sources) => sources?.length !== 0, "must name at least one pack, or be left out for the pack that ships"),
  DRAFTS_DIR: text,
  OVERLAY_DIR: text,
  WORKSPACES_DIR: text,
  REVIEW_DAYS: wholeNumber(1, 3_650).transform((value) => value ?? 365),
  ORGANISATION_FILE: text.transform((value) => (value === undefined ? undefined : resolve(value))),
  TZ_DEFAULT: text
    .transform((value) => value ?? "Europe/Brussels")
    .refine(isTimeZone, "must be an IANA time zone such as Europe/Brussels"),
  METRICS: text.pipe(z.enum(["on", "off"]).optional()),
  ADMIN: text.pipe(z.enum(["on", "off"]).optional()),
  ADMIN_URL: text
    .refine(
      (value) => value === undefined || isAdminAddress(value),
      "must be https://… without a path, or http://… on this machine",
    )
    .transform((value) => (value === undefined ? undefined : new URL(value).origin)),
  RATE_LIMIT_PERSON: wholeNumber(0, 10_000).transform((value) => value ?? 20),
  RATE_LIMIT_WORKSPACE: wholeNumber(0, 100_000).transform((value) => value ?? 300),
  LOG_LEVEL: oneOf(["trace", "debug", "info", "warn", "error", "fatal", "silent"], "info"),
};

/** Returns whether a text may be the address of the admin page. Its cookies must be sent over https, except on this machine. */
function isAdminAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.pathname !== "/" || url.search !== "" || url.hash !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
}

/** The settings of Malinois itself, named as in `.env.example`; each platform has its own. */
export type Config = z.output<z.ZodObject<typeof VARIABLES>>;

/** Returns the folders of drafts, of the overlay and of workspaces' own content; each is in DATA_DIR unless another is set. */
export function contentFolders({ DATA_DIR, DRAFTS_DIR, OVERLAY_DIR, WORKSPACES_DIR }: Config): {
  readonly drafts: string;
  readonly overlay: string;
  readonly workspaces: string;
} {
  return {
    drafts: resolve(DRAFTS_DIR ?? join(DATA_DIR, "drafts")),
    overlay: resolve(OVERLAY_DIR ?? join(DATA_DIR, "overlay")),
    workspaces: resolve(WORKSPACES_DIR ?? join(DATA_DIR, "workspaces")),
  };
}

/** The names of all variables that {@link readConfig} reads, except those of the platforms. */
export const CONFIG_NAMES: readonly string[] = Object.keys(VARIABLES);

/** The settings of Malinois, and the platforms with theirs. */
export interface Configuration {
  readonly config: Config;
  readonly platforms: readonly ConfiguredPlatform[];
}

/**
 * Reads the settings of Malinois and of its platforms from an environment.
 * @throws MalinoisError (configuration) that names every wrong variable at once, never a value
 */
export function readConfig(environment: Environment, platforms: readonly Platform[]): Configuration {
  const own = readSettings(VARIABLES, environment);
  const configured = platforms.map((platform) => platform.configure(environment));
  const problems = [own, ...configured].flatMap((result) => (result.ok ? [] : result.problems));
  if (!own.ok || problems.length > 0) throw settingsError(problems);
  return { config: own.settings, platforms: configured.flatMap((result) => (result.ok ? [result.settings] : [])) };
}
