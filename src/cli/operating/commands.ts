import type { Command } from "commander";
import type { Config } from "../../app/config.ts";
import type { Platform } from "../../platform.ts";
import type { Environment } from "../../settings.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { runBackup, runRestore } from "./database.ts";
import { runInit } from "./init.ts";

/** What the commands need from the program. */
export interface OperatingOptions {
  readonly environment: Environment;
  readonly terminal: Terminal;
  readonly platforms: readonly Platform[];
  readonly finish: (code: ExitCode) => void;
  /** Reads the settings. Throws a `MalinoisError` that names what is wrong with them. */
  readonly settings: () => Config;
  /** Runs the doctor with an environment. */
  readonly examine: (environment: Environment, content?: readonly string[]) => Promise<ExitCode>;
  /** The option that names packs, with the function that collects its values. */
  readonly content: { readonly flags: string; readonly collect: (folder: string, before: string[] | undefined) => string[] };
}

/** Adds `malinois doctor`, `init`, `backup` and `restore`. */
export function describeOperating(program: Command, options: OperatingOptions): void {
  const { environment, terminal, platforms, finish, settings, examine, content: packs } = options;
  program
    .command("doctor")
    .description("say what is configured, what is missing and how to fix it")
    .option(packs.flags, "the pack to look at; repeated: several as one", packs.collect)
    .action(async ({ content }) => finish(await examine(environment, content)));

  program
    .command("init")
    .description("write the settings, and a pack of your own if wished, by a few questions or by options; then look at them")
    .option("--platforms <names>", "the platforms to set up, with commas; none for the playground alone")
    .option("--zone <zone>", "IANA time zone for times without one of their own")
    .option("--pack <dir>", "begin a pack of your own in this folder; none for the pack that ships")
    .option("--language <language>", "the language of that pack")
    .option("--force", "replace the settings that are there, which are kept as .env.old, .env.old.2 …")
    .action(async (given) => {
      const machineZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
      const isFromRepository = environment.npm_lifecycle_event === "malinois";
      const context = {
        folder: process.cwd(),
        platforms,
        // Servers are often set to UTC although their users live elsewhere.
        machineZone: machineZone === "UTC" ? settings().TZ_DEFAULT : machineZone,
        program: isFromRepository ? "npm run -s malinois --" : "npx malinois",
        isInteractive: "isTTY" in terminal.input && terminal.input.isTTY === true,
        environment,
        examine,
      };
      finish(await runInit(given, context, terminal));
    });

  program
    .command("backup")
    .description("copy the embedded database to a new file, whole, while it is in use")
    .argument("<file>", "the new file")
    .action(async (file: string) => runBackup(file, settings(), terminal));

  program
    .command("restore")
    .description("put a backup in place of the embedded database, which is kept; Malinois must not be running")
    .argument("<file>", "a file that backup wrote")
    .action(async (file: string) => runRestore(file, settings(), new Date(), terminal));
}
