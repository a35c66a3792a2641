import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Command, CommanderError } from "commander";
import { type Config, readConfig } from "../app/config.ts";
import { type Knowledge, prepareKnowledge, readValidPack } from "../app/live-knowledge.ts";
import { start } from "../app/start.ts";
import { rememberTraining, trainInWorker } from "../app/training.ts";
import { MalinoisError } from "../errors.ts";
import { DEFAULT_UI_LANGUAGE } from "../languages/languages.ts";
import type { Platform } from "../platform.ts";
import type { Logger } from "../ports.ts";
import type { Environment } from "../settings.ts";
import { openStore } from "../store/store.ts";
import { runAsk } from "./ask.ts";
import { runBatch } from "./batch.ts";
import { runCheck } from "./check.ts";
import { runDoctor } from "./doctor.ts";
import { runEval } from "./eval.ts";
import { progressLine } from "./self-test-report.ts";
import type { ExitCode, Terminal } from "./terminal.ts";

export interface ProgramOptions {
  readonly environment: Environment;
  readonly terminal: Terminal;
  readonly platforms: readonly Platform[];
  readonly makeLogger: (level: Config["LOG_LEVEL"]) => Logger;
  /** Calls back when the process is asked to end, and ends it when that has resolved. */
  readonly untilSignal: (stop: () => Promise<void>) => void;
  /** Whether a person reads the output, rather than another program. */
  readonly isInteractive: boolean;
  /** Ends the process. */
  readonly exit: (code: ExitCode) => void;
  /** Calls back, in place of ending the process, where a promise that nobody awaits was rejected. */
  readonly onUnhandledRejection: (report: (reason: unknown) => void) => void;
}

export interface Program {
  /** Runs one command line (without the program's own name). Returns its exit code; never rejects. */
  run(args: readonly string[]): Promise<ExitCode>;
}

/** The command line: `malinois start`, `ask`, `eval`, `check`, `doctor`, `nudges simulate`, and what the platforms add. */
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

const DEFAULT_PACK = join("content", "belgium");

/** The folder that holds package.json: two levels up from the sources, three from what is compiled. */
function packageRoot(): string {
  const candidates = ["../..", "../../.."].map((up) => fileURLToPath(new URL(up, import.meta.url)));
  return candidates.find((folder) => existsSync(join(folder, "package.json"))) ?? process.cwd();
}

function describeCommands(options: ProgramOptions, finish: (code: ExitCode) => void): Command {
  const { environment, terminal, platforms, makeLogger } = options;
  const previews = platforms.flatMap(({ preview }) => (preview === undefined ? [] : [preview]));
  const configure = () => readConfig(environment, platforms);
  const settings = () => configure().config;
  const packDirectory = (content: string | undefined, config: Config) =>
    content !== undefined || config.CONTENT_DIR !== undefined
      ? resolve(content ?? config.CONTENT_DIR ?? "")
      : join(packageRoot(), DEFAULT_PACK);

  async function know(content: string | undefined): Promise<Knowledge> {
    const config = settings();
    const pack = await readValidPack(packDirectory(content, config));
    const train = rememberTraining(join(config.DATA_DIR, "models"), trainInWorker);
    return prepareKnowledge(pack, train, { onProgress: progressLine(terminal.warn) });
  }

  const program = new Command("malinois")
    .description("A guard dog for team chat: curated cyber-security answers, nudges and quizzes")
    .exitOverride()
    .configureOutput({ writeOut: terminal.write, writeErr: terminal.warn });

  program
    .command("start")
    .description("run the bot with every platform whose tokens are set; with none, the playground alone")
    .option("--content <dir>", "the pack to serve")
    .action(async ({ content }) => {
      const { config, platforms: configured } = configure();
      const logger = makeLogger(config.LOG_LEVEL);
      const directory = packDirectory(content, config);
      // A platform's library may reject where nobody listens; the bot and its other platforms go on.
      options.onUnhandledRejection((reason) => logger.error({ error: String(reason) }, "an error that nobody handled"));
      // Plain lines among JSON lines would confuse the program that reads them.
      const write = options.isInteractive ? terminal.write : (text: string) => logger.info({}, text.trim());
      const started = { config, directory, platforms: configured, previews, logger, now: Date.now };
      const running = await start(started, { ...terminal, write });
      options.untilSignal(running.stop);
      running.refused.catch(async (error: unknown) => {
        const code = explain(error, terminal);
        await running.stop();
        options.exit(code);
      });
    });

  program
    .command("ask")
    .description("answer one question, or with --batch many: JSON Lines in, JSON Lines out")
    .argument("[text]", "the question")
    .option("--batch", "read questions from standard input")
    .option("--json", "print one JSON object")
    .option("--lang <language>", "the asker's language, for questions that do not tell it")
    .option("--content <dir>", "the pack to ask")
    .action(async (text: string | undefined, { batch, json, lang, content }) => {
      if (text === undefined && !batch) throw new MalinoisError("usage", "There is no question", 'Write: ask "what is NIS2?"');
      const knowledge = await know(content);
      if (batch) finish(await runBatch(knowledge, terminal, () => performance.now(), lang));
      else finish(runAsk(knowledge, { text: text ?? "", language: lang, json }, terminal));
    });

  program
    .command("eval")
    .description("run a question set and print how often the answer was right, wrong or refused")
    .argument("<file>", "JSON Lines; docs/evaluation.md tells their form")
    .option("--json", "print one JSON object")
    .option("--content <dir>", "the pack to ask")
    .action(async (file: string, { json, content }) => {
      finish(await runEval(await know(content), { file, json }, terminal, () => performance.now()));
    });

  program
    .command("check")
    .description("validate and lint the pack")
    .option("--report", "add a table of the entries and the reading ease of their summaries")
    .option("--confusions", "add the pairs of entries that the pack takes for one another, with the questions")
    .option("--json", "print one JSON object")
    .option("--content <dir>", "the pack to check")
    .action(async ({ report, confusions, json, content }) => {
      const config = settings();
      const directory = packDirectory(content, config);
      const today = new Date().toISOString().slice(0, 10);
      const train = rememberTraining(join(config.DATA_DIR, "models"), trainInWorker);
      const onProgress = progressLine(terminal.warn);
      finish(await runCheck({ directory, today, report, confusions, json, write: terminal.write, train, onProgress }));
    });

  program
    .command("doctor")
    .description("say what is configured, what is missing and how to fix it")
    .option("--content <dir>", "the pack to look at")
    .action(async ({ content }) => {
      const { config, platforms: configured } = configure();
      const tryStore = async () =>
        (await openStore({ databaseUrl: config.DATABASE_URL, dataDirectory: config.DATA_DIR })).close();
      const directory = packDirectory(content, config);
      finish(await runDoctor({ config, directory, platforms: configured, logger: makeLogger("silent"), tryStore }, terminal));
    });

  program
    .command("backup")
    .description("copy the embedded database to a new file, whole, while it is in use")
    .argument("<file>", "the new file")
    .action(async (file: string) => {
      const { DATABASE_URL, DATA_DIR } = settings();
      if (DATABASE_URL !== undefined) {
        throw new MalinoisError("usage", "DATABASE_URL is set: the database is PostgreSQL", "Use pg_dump");
      }
      const { backUpSqlite } = await import("../store/sqlite/backup.ts");
      backUpSqlite(DATA_DIR, resolve(file));
      terminal.write(`The database was copied to ${file}\n`);
    });

  program
    .command("privacy")
    .description("print what is kept of people, table by table, for a record of processing")
    .action(async () => {
      const { inventoryTable } = await import("../privacy/inventory.ts");
      terminal.write(`${inventoryTable()}\n`);
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
    .option("--content <dir>", "the pack to take texts from")
    .action(async ({ content, lang, zone, ...given }) => {
      const config = settings();
      const pack = await readValidPack(packDirectory(content, config));
      const { simulateForPack } = await import("./nudges-simulate.ts");
      simulateForPack({ ...given, language: lang, zone: zone ?? config.TZ_DEFAULT }, pack, terminal.write);
    });

  for (const { name, label, commands } of platforms) {
    if (commands.length === 0) continue;
    const group = program.command(name).description(`set up ${label}`);
    for (const command of commands) {
      const described = group.command(command.name).description(command.description);
      for (const { flags, description } of command.options) described.option(flags, description);
      described.action(async (given) => terminal.write(await command.run(given, environment)));
    }
  }

  return program;
}
