import { constants } from "node:fs";
import { access, mkdir, stat } from "node:fs/promises";
import type { Config } from "../app/config.ts";
import { readValidSource } from "../app/knowledge/live-knowledge.ts";
import { organisationFile } from "../app/prepare-administration.ts";
import { MalinoisError } from "../errors.ts";
import { packInShort } from "../knowledge/packs/in-short.ts";
import { DEFAULT_UI_LANGUAGE } from "../languages/languages.ts";
import { readOrganisationFile } from "../organisation/live-organisation.ts";
import { type ConfiguredPlatform, exposureOf } from "../platform.ts";
import type { DoctorResult, Logger } from "../ports.ts";
import { textIn } from "../text/translated.ts";
import { lookAtPort } from "./look-at-port.ts";
import type { ExitCode, Terminal } from "./terminal.ts";

export interface DoctorOptions {
  readonly config: Config;
  readonly directories: readonly string[];
  /** The folder of the overlay. Absent: there is none. */
  readonly overlay?: string;
  readonly platforms: readonly ConfiguredPlatform[];
  readonly logger: Logger;
  /** Opens and closes the database. */
  readonly tryStore: () => Promise<void>;
}

const MARKS = { ok: "ok     ", off: "off    ", problem: "PROBLEM" } as const;

/** Runs `malinois doctor`: says what is configured, and what is missing and how to fix it. Fails if there is a problem. */
export async function runDoctor(options: DoctorOptions, { write }: Terminal): Promise<ExitCode> {
  const { config, directories, overlay, platforms, logger, tryStore } = options;
  const workspaces = config.WORKSPACES_DIR;
  const results = [
    await examine("content", async () => {
      return `pack ${packInShort(await readValidSource({ directories, overlay }))}`;
    }),
    ...(workspaces === undefined ? [] : [await examine("workspaces", () => findWorkspaces(workspaces))]),
    await examine("organisation", async () => {
      const file = organisationFile(config);
      const { name, helpdesk, emergency } = await readOrganisationFile(file);
      if (name === undefined && helpdesk === undefined && emergency === undefined)
        return "not set here; /malinois settings sets it for a workspace";
      return `${name === undefined ? "no name" : textIn(name, DEFAULT_UI_LANGUAGE)}, ${helpdesk === undefined ? "no helpdesk" : "with a helpdesk"}`;
    }),
    await examine("data", async () => {
      await mkdir(config.DATA_DIR, { recursive: true });
      await access(config.DATA_DIR, constants.W_OK);
      return `${config.DATA_DIR} is writable`;
    }),
    await examine("store", async () => {
      await tryStore();
      return config.DATABASE_URL === undefined ? "embedded SQLite opens" : "PostgreSQL answers";
    }),
    await examine("server", () => lookAtPort(config.HOST, config.PORT)),
  ];
  for (const platform of platforms) {
    const reason = platform.whyOff(exposureOf(config.HOST, platforms));
    if (reason !== undefined && !platform.isBegun) results.push({ level: "off", message: `${platform.name}: ${reason}` });
    else results.push(...(await platform.diagnose({ server: { host: config.HOST, port: config.PORT }, logger })));
  }
  for (const { level, message, fix } of results)
    write(`${MARKS[level]} ${message}${fix === undefined ? "" : `\n        → ${fix}`}\n`);
  return results.some(({ level }) => level === "problem") ? 1 : 0;
}

async function findWorkspaces(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() === true) return `content of their own is read from ${folder}`;
  throw new MalinoisError("configuration", `there is no folder ${folder}`, "Create the folder, or correct WORKSPACES_DIR");
}

async function examine(subject: string, look: () => Promise<string>): Promise<DoctorResult> {
  try {
    return { level: "ok", message: `${subject}: ${await look()}` };
  } catch (error) {
    const message = `${subject}: ${error instanceof Error ? error.message : String(error)}`;
    const fix = error instanceof MalinoisError ? error.fix : "Make the directory writable, or set DATA_DIR to another";
    return { level: "problem", message, fix };
  }
}
