import type { Command } from "commander";
import type { Train } from "../../app/training.ts";
import { progressLine } from "../self-test-report.ts";
import type { ExitCode, Terminal } from "../terminal.ts";

export interface AuthoringOptions {
  readonly terminal: Terminal;
  readonly finish: (code: ExitCode) => void;
  /** Trains with the settings of the environment, which are read when a command needs them. */
  readonly trainFor: () => Train;
}

/** Adds the commands for those who write content: `import`, `new pack`, `new entry`. Their code is loaded when they run. */
export function describeAuthoring(program: Command, options: AuthoringOptions): void {
  const { terminal, finish, trainFor } = options;

  program
    .command("import")
    .description("make a draft pack of articles and FAQs: Markdown, HTML, plain text, CSV or TSV, .docx")
    .argument("<file-or-dir...>", "files, and folders with files")
    .option("--to <dir>", "the new pack's folder")
    .option("--id <id>", "the pack's id; else the name of its folder")
    .option("--name <name>", "the pack's name; else the title of the text")
    .option("--language <language>", "the language of the texts: en; else it is found")
    .option("--source <url>", "the page that all of it comes from")
    .option("--force", "replace files of the same name in the folder")
    .option("--dry-run", "report, and write nothing")
    .action(async (paths: string[], given) => {
      const { runImport } = await import("./import.ts");
      finish(await runImport({ ...given, paths, train: trainFor(), onProgress: progressLine(terminal.warn) }, terminal));
    });
}
