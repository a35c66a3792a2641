import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { type Config, contentFolders, readConfig } from "../app/config.ts";
import { type Knowledge, prepareKnowledge, readValidSource, SHIPPED_PACK } from "../app/knowledge/live-knowledge.ts";
import { rememberTraining, trainInProcesses } from "../app/knowledge/training.ts";
import { start } from "../app/start.ts";
import { describeError } from "../common/describe-error.ts";
import { MalinoisError } from "../errors.ts";
import { packFolderOf } from "../knowledge/packs/pack-source.ts";
import { DEFAULT_UI_LANGUAGE } from "../languages/languages.ts";
import { localDate } from "../nudges/schedule/zoned-time.ts";
import type { Platform } from "../platform.ts";
import type { Logger } from "../ports.ts";
import type { Environment } from "../settings.ts";
import { openStore } from "../store/store.ts";
import { VERSION } from "../version.ts";
import { describeAsking } from "./asking/commands.ts";
import { describeAuthoring } from "./authoring/commands.ts";
import { runCheck } from "./check.ts";
import { runDoctor } from "./doctor.ts";
import { describeLearning } from "./learning/commands.ts";
import { describeOperating } from "./operating/commands.ts";
import { describeManaging } from "./operating/managing.ts";
import { progressLine } from "./self-test-report.ts";
import type { ExitCode, Terminal } from "./terminal.ts";

export interface ProgramOptions {
  readonly environment: Environment;
  readonly terminal: Terminal;
  readonly platforms: readonly Platform[];
  readonly makeLogger: (level: Config["LOG_LEVEL"]) => Logger;
  /** Calls `stop` when the process is asked to end, and ends it once that has resolved. */
  readonly untilSignal: (stop: () => Promise<void>) => void;
  /** Whether a person reads the output, rather than another program. */
  readonly isInteractive: boolean;
  /** Prints a secret that the user asked for; secrets are removed from all other output. */
  readonly reveal: (text: string) => void;
  /** Ends the process. */
  readonly exit: (code: ExitCode) => void;
  /** Calls back instead of ending the process when an unawaited promise is rejected. */
  readonly onUnhandledRejection: (report: (reason: unknown) => void) => void;
}

export interface Program {
  /** Runs one command line (without the program's own name). Returns its exit code; never rejects. */
  run(args: readonly string[]): Promise<ExitCode>;
}

/** The command line: `malinois start`, `ask`, `eval`, `check`, `import`, `new`, `doctor`, `gaps`, `drafts`, `nudges simulate`, and what the platforms add. */
export function createProgram(options: ProgramOptions): Program {
  return {
    async run(args) {
      let code: ExitCode = 0;
      const command = describeCommands(options, (next) => {
        code = next;
      });
      try {
        await command.parseAsync([...args], { from: "user" });
        return code;
      } catch (error) {
        return explain(error, options.terminal);
      }
    },
  };
}

/** Says in one line what went wrong, and how to fix it. */
function explain(error: unknown, { warn }: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof MalinoisError) {
    warn(`${error.message}. ${error.fix}.\n`.replace(/\.\./g, "."));
    return error.code === "usage" ? 2 : 1;
  }
  warn(`Unexpected failure: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}

/** A folder, or an installed package. */
const CONTENT = "--content <dir|npm:package>";
const collect = (source: string, sources: readonly string[] = []) => [...sources, source];

function describeCommands(options: ProgramOptions, finish: (code: ExitCode) => void): Command {
  const { environment, terminal, platforms, makeLogger } = options;
  const previews = platforms.flatMap(({ preview }) => (preview === undefined ? [] : [preview]));
  const configure = () => readConfig(environment, platforms);
  const settings = () => configure().config;
  const packDirectories = (content: readonly string[] | undefined, config: Config): readonly string[] => {
    const named = content ?? config.CONTENT_DIR;
    return named === undefined ? [SHIPPED_PACK] : named.map((source) => packFolderOf(source, process.cwd()));
  };

  /** The packs, with their overlay. */
  const source = (content: readonly string[] | undefined, config: Config) => ({
    directories: packDirectories(content, config),
    overlay: contentFolders(config).overlay,
  });

  const trainer = () => rememberTraining(join(settings().DATA_DIR, "models"), trainInProcesses);

  async function know(content: readonly string[] | undefined): Promise<Knowledge> {
    const config = settings();
    const pack = await readValidSource(source(content, config));
    return prepareKnowledge(pack, trainer(), { onProgress: progressLine(terminal.warn) });
  }

  async function examine(settingsToTry: Environment, content?: readonly string[]): Promise<ExitCode> {
    const { config, platforms: configured } = readConfig(settingsToTry, platforms);
    const tryStore = async () => (await openStore({ databaseUrl: config.DATABASE_URL, dataDirectory: config.DATA_DIR })).close();
    return runDoctor(
      { config, ...source(content, config), platforms: configured, logger: makeLogger("silent"), tryStore },
      terminal,
    );
  }

  const program = new Command("malinois")
    .description("A guard dog for team chat: curated cyber-security answers, nudges and quizzes")
    .version(VERSION, "-v, --version")
    .exitOverride()
    .showHelpAfterError()
    .configureOutput({ writeOut: terminal.write, writeErr: terminal.warn });

  program
    .command("start")
    .description("run the bot with every platform whose tokens are set; with none, the playground alone")
    .option(CONTENT, "the pack to serve; repeated: several as one", collect)
    .action(async ({ content }) => {
      const { config, platforms: configured } = configure();
      const logger = makeLogger(config.LOG_LEVEL);
      const directories = packDirectories(content, config);
      // A platform's library may reject a promise that nobody awaits; the bot and its other platforms go on.
      options.onUnhandledRejection((reason) => logger.error(describeError(reason), "an error that nobody handled"));
      // Plain lines among JSON lines would confuse the program that reads them.
      const write = options.isInteractive ? terminal.write : (text: string) => logger.info({}, text.trim());
      const started = {
        config,
        directories,
        ...contentFolders(config),
        platforms: configured,
        previews,
        logger,
        now: Date.now,
        // Output that goes to another program often ends up in a log.
        ...(options.isInteractive ? { reveal: options.reveal } : {}),
      };
      const running = await start(started, { ...terminal, write });
      options.untilSignal(running.stop);
      running.refused.catch(async (error: unknown) => {
        const code = explain(error, terminal);
        await running.stop();
        options.exit(code);
      });
    });

  describeAsking(program, { terminal, finish, settings, know, content: { flags: CONTENT, collect } });
  describeLearning(program, { terminal, finish, settings, source, know, now: Date.now, content: { flags: CONTENT, collect } });

  program
    .command("check")
    .description("validate and lint the pack")
    .option("--report", "add a table of the entries and the reading ease of their summaries")
    .option("--confusions", "add the pairs of entries that the pack takes for one another, with the questions")
    .option("--json", "print one JSON object")
    .option(CONTENT, "the pack to check; repeated: several as one", collect)
    .action(async ({ report, confusions, json, content }) => {
      const config = settings();
      const today = localDate(Date.now(), config.TZ_DEFAULT);
      const onProgress = progressLine(terminal.warn);
      finish(
        await runCheck({
          ...source(content, config),
          workspaces: { directory: contentFolders(config).workspaces, platforms: platforms.map(({ name }) => name) },
          today,
          report,
          confusions,
          json,
          write: terminal.write,
          train: trainer(),
          onProgress,
        }),
      );
    });

  describeAuthoring(program, {
    ...{ terminal, finish, trainFor: trainer, isInteractive: options.isInteractive },
    packDirectories: (content) => packDirectories(content, settings()),
  });

  describeOperating(program, {
    ...{ environment, terminal, platforms, finish, settings, examine, content: { flags: CONTENT, collect } },
  });

  describeManaging(program, {
    configure,
    write: terminal.write,
    reveal: options.reveal,
    packDirectories: (content) => packDirectories(content, settings()),
  });

  program
    .command("nudges")
    .description("look at nudges")
    .command("simulate")
    .description("print every occurrence of a schedule in a span of days, with holidays and clock changes")
    .requiredOption("--from <date>", "the first day: 2026-10-01")
    .requiredOption("--to <date>", "the last day")
    .option("--days <days>", "weekdays: mon,thu")
    .option("--every <days>", "every N days, from the first day on")
    .option("--campaign <id>", "a campaign of the pack, started on the first day")
    .option("--time <time>", "wall-clock time: 09:00")
    .option("--zone <zone>", "IANA time zone; else TZ_DEFAULT")
    .option("--lang <language>", "the language of the texts", DEFAULT_UI_LANGUAGE)
    .option("--region <region>", 'whose public holidays count: BE, BE-VLG; "none" for none')
    .option("--day-off <what>", "on days off: skip, move or send")
    .option("--limit <number>", "most in a week")
    .option("--areas <areas>", "areas of the pack: practical,law")
    .option("--kinds <kinds>", "tip, quiz or tip,quiz")
    .option(CONTENT, "the pack to take texts from; repeated: several as one", collect)
    .action(async ({ content, lang, zone, ...given }) => {
      const config = settings();
      const pack = await readValidSource(source(content, config));
      const { simulateForPack } = await import("./nudges-simulate.ts");
      simulateForPack({ ...given, language: lang, zone: zone ?? config.TZ_DEFAULT }, pack, terminal.write);
    });

  const readLanguages = async () => (await readValidSource(source(undefined, settings()))).languages;
  for (const { name, label, commands } of platforms) {
    if (commands.length === 0) continue;
    const group = program.command(name).description(`set up ${label}`);
    for (const command of commands) {
      const described = group.command(command.name).description(command.description);
      for (const { flags, description } of command.options) described.option(flags, description);
      described.action(async (given) => terminal.write(await command.run(given, environment, readLanguages)));
    }
  }

  return program;
}
