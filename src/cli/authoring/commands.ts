import type { Command } from "commander";
import type { Train } from "../../app/knowledge/training.ts";
import { MalinoisError } from "../../errors.ts";
import { progressLine } from "../self-test-report.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { createQuestioner, type Questioner } from "./questioner.ts";

export interface AuthoringOptions {
  readonly terminal: Terminal;
  readonly finish: (code: ExitCode) => void;
  /** Trains a pack with the settings of the environment, which are read only if a command needs them. */
  readonly trainFor: () => Train;
  /** Whether a person reads the output. */
  readonly isInteractive: boolean;
  /** Returns the folders of the packs named by an option, or else by the environment. */
  readonly packDirectories: (content: readonly string[] | undefined) => readonly string[];
}

const collect = (value: string, values: readonly string[] = []) => [...values, value];

/** Adds the commands for those who write content: `import`, `new pack`, `new entry`. Their code is loaded when they run. */
export function describeAuthoring(program: Command, options: AuthoringOptions): void {
  const { terminal, finish, trainFor, isInteractive, packDirectories } = options;

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

  const withPerson = async (run: (person: Questioner) => Promise<ExitCode>) => {
    // Without a terminal nobody is asked; an error then says which option is missing.
    const hasPerson = isInteractive && "isTTY" in terminal.input && terminal.input.isTTY === true;
    const person = createQuestioner(terminal, hasPerson);
    try {
      finish(await run(person));
    } finally {
      person.close();
    }
  };
  const creating = program.command("new").description("begin a pack or an entry; what no option says is asked on a terminal");

  creating
    .command("pack")
    .description("write the pack.yaml of a new pack")
    .argument("[folder]", "the new pack's folder")
    .option("--id <id>", "its id; else the name of its folder")
    .option("--name <name>", "its name")
    .option("--languages <languages>", "its languages: en,nl")
    .option("--area <title>", "the title of an area; repeated: several", collect)
    .action(async (folder: string | undefined, given) => {
      const { runNewPack } = await import("./new-pack.ts");
      await withPerson((person) => runNewPack({ ...given, folder }, person, terminal.write));
    });

  creating
    .command("entry")
    .description("write the file of a new entry")
    .option("--title <title>", "what people recognise in a list")
    .option("--id <id>", "its id; else made from the title")
    .option("--area <id>", "one of the pack's areas")
    .option("--language <language>", "one of the pack's languages")
    .option("--summary <text>", "what is answered at once")
    .option("--question <text>", "a way of asking; repeated: several", collect)
    .option("--content <dir>", "the pack's folder; else CONTENT_DIR", collect)
    .action(async ({ content, ...given }) => {
      const [directory, ...others] = packDirectories(content);
      if (directory === undefined || others.length > 0) {
        throw new MalinoisError("usage", "A new entry needs one pack", "Name its folder with --content");
      }
      const { runNewEntry } = await import("./new-entry.ts");
      await withPerson((person) => runNewEntry({ ...given, directory }, person, terminal.write));
    });
}
