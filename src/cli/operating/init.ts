/** `malinois init`: from an empty folder to settings that work, by a few questions or by options. */
import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { isTimeZone } from "../../app/time-zone.ts";
import { MalinoisError } from "../../errors.ts";
import { DEFAULT_UI_LANGUAGE } from "../../languages/files.ts";
import { ROOT } from "../../languages/root.ts";
import type { Platform } from "../../platform.ts";
import type { Environment } from "../../settings.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { fillSettings } from "./env-file.ts";
import { writePackSkeleton } from "./pack-skeleton.ts";
import { openPrompts, type Prompts } from "./prompts.ts";

/** The options on the command line. What is missing is asked at a terminal; without one, it gets its default. */
export interface InitOptions {
  /** The names of platforms, separated by commas; "none" for the playground alone. */
  readonly platforms?: string;
  readonly zone?: string;
  /** The folder of a new pack; "none" for the pack that ships. */
  readonly pack?: string;
  /** The language of the new pack. */
  readonly language?: string;
  /** Whether to replace an existing file of settings, which is kept under another name. */
  readonly force?: boolean;
}

export interface InitContext {
  /** The folder in which the settings are written. */
  readonly folder: string;
  readonly platforms: readonly Platform[];
  /** The time zone to suggest: that of this machine. */
  readonly machineZone: string;
  /** How a command is typed here: "npx malinois". */
  readonly program: string;
  /** Whether a person can answer questions. */
  readonly isInteractive: boolean;
  readonly environment: Environment;
  /** Runs `malinois doctor` with these settings. */
  readonly examine: (settings: Environment) => Promise<ExitCode>;
}

const FILE = ".env";

/**
 * Runs `malinois init`: writes the file of settings, readable by its owner alone, and a pack if wanted, and then runs `doctor`.
 * @throws MalinoisError if there are settings that must not be replaced, or an option is not usable; then nothing was written
 */
export async function runInit(options: InitOptions, context: InitContext, terminal: Terminal): Promise<ExitCode> {
  const { folder, program, platforms } = context;
  const prompts = context.isInteractive ? openPrompts(terminal) : undefined;
  try {
    const file = join(folder, FILE);
    const isReplaced = existsSync(file);
    const kept = unusedName(folder);
    const before = isReplaced ? parseEnv(await readFile(file, "utf8")) : {};
    if (
      isReplaced &&
      options.force !== true &&
      !(await prompts?.confirm(`${FILE} is there already. Replace it? The present one is kept as ${kept}`))
    ) {
      throw new MalinoisError(
        "usage",
        `${FILE} is there already. Nothing was changed`,
        "Change it by hand, or use --force: the present one is kept",
      );
    }
    const chosen = await choosePlatforms(options, platforms, prompts);
    const values: Record<string, string> = {};
    for (const platform of chosen) Object.assign(values, await askTokens(platform, prompts));
    values.TZ_DEFAULT = await chooseZone(options, context, prompts);
    const pack = await choosePack(options, prompts);
    if (pack !== undefined) values.CONTENT_DIR = pack.folder;
    const settings = fillSettings(await readFile(join(ROOT, ".env.example"), "utf8"), values);
    if (pack !== undefined) await writePackSkeleton(resolve(folder, pack.folder), pack.name, pack.language);
    if (isReplaced) await rename(file, join(folder, kept));
    await writeFile(file, settings, { mode: 0o600, flag: "wx" });
    terminal.write(`\n${FILE} is written, for you alone to read.${isReplaced ? ` The one before is kept as ${kept}.` : ""}\n\n`);
    const code = await context.examine({ ...parseEnv(settings), ...outerEnvironment(context.environment, before) });
    const next = chosen.flatMap(({ setUp }) => (setUp === undefined ? [] : [setUp.command]));
    terminal.write(`\nNext:\n${[...next, "start"].map((command) => `  ${program} ${command}\n`).join("")}`);
    return code;
  } finally {
    prompts?.close();
  }
}

/** Returns the name under which the present settings are kept: one that no earlier settings have. */
function unusedName(folder: string): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `${FILE}.old` : `${FILE}.old.${number}`;
    if (!existsSync(join(folder, name))) return name;
  }
}

/** Returns the environment without what it took from the old file. What is left takes precedence over the new file. */
function outerEnvironment(environment: Environment, before: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name, value]) => before[name] !== value));
}

async function choosePlatforms(
  { platforms: named }: InitOptions,
  all: readonly Platform[],
  prompts: Prompts | undefined,
): Promise<readonly Platform[]> {
  const possible = all.filter(({ setUp }) => setUp !== undefined);
  if (named !== undefined) {
    const names = named === "none" ? [] : named.split(/[\s,]+/);
    const unknown = names.find((name) => !possible.some((platform) => platform.name === name));
    if (unknown === undefined) return possible.filter(({ name }) => names.includes(name));
    const known = possible.map(({ name }) => name).join(", ");
    throw new MalinoisError("usage", `${unknown} is no platform`, `Name some of these, with commas: ${known}; or none`);
  }
  const chosen: Platform[] = [];
  for (const platform of possible) if (await prompts?.confirm(`Set up ${platform.label}?`)) chosen.push(platform);
  return chosen;
}

async function askTokens({ setUp }: Platform, prompts: Prompts | undefined): Promise<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const { variable, question, isSecret } of prompts === undefined ? [] : (setUp?.tokens ?? [])) {
    const value = isSecret
      ? await prompts?.secret(`${question} (it is not shown; Enter: later) `)
      : await prompts?.text(`${question} (Enter: later)`, "");
    if (value) values[variable] = value;
  }
  return values;
}

async function chooseZone({ zone }: InitOptions, { machineZone }: InitContext, prompts: Prompts | undefined): Promise<string> {
  const problem = (answer: string) => (isTimeZone(answer) ? undefined : `${answer} is no IANA time zone such as Europe/Brussels`);
  const wrong = zone === undefined ? undefined : problem(zone);
  if (wrong !== undefined) throw new MalinoisError("usage", wrong, "Name one, or leave --zone out");
  return zone ?? (await prompts?.text("Time zone for nudges", machineZone, problem)) ?? machineZone;
}

interface NewPack {
  readonly folder: string;
  readonly name: string;
  readonly language: string;
}

async function choosePack({ pack, language }: InitOptions, prompts: Prompts | undefined): Promise<NewPack | undefined> {
  if (pack === "none") return undefined;
  const problem = (answer: string) => (/^[a-z]{2}$/.test(answer) ? undefined : `${answer} is no language code such as en`);
  // In the settings, a comma separates packs.
  const folderProblem = (answer: string) =>
    answer.includes(",") ? `${answer} has a comma, which no folder may have` : undefined;
  const wrong = language === undefined ? undefined : problem(language);
  if (wrong !== undefined) throw new MalinoisError("usage", wrong, "Name one, or leave --language out");
  const wrongFolder = pack === undefined ? undefined : folderProblem(pack);
  if (wrongFolder !== undefined) throw new MalinoisError("usage", wrongFolder, "Name another folder");
  if (pack !== undefined)
    return { folder: pack, name: pack.split(/[\\/]/).filter(Boolean).at(-1) ?? pack, language: language ?? DEFAULT_UI_LANGUAGE };
  if (!(await prompts?.confirm("Begin a pack of your own, in place of the one that ships?"))) return undefined;
  return {
    name: (await prompts?.text("Its name", "Our handbook")) ?? "",
    folder: (await prompts?.text("Its folder", "pack", folderProblem)) ?? "",
    language: language ?? (await prompts?.text("Its language", DEFAULT_UI_LANGUAGE, problem)) ?? DEFAULT_UI_LANGUAGE,
  };
}
