import type { Command } from "commander";
import type { Config } from "../../app/config.ts";
import type { Knowledge } from "../../app/knowledge/live-knowledge.ts";
import { organisationFile } from "../../app/prepare-administration.ts";
import { MalinoisError } from "../../errors.ts";
import { languageOfLocale, UI_LANGUAGES } from "../../languages/languages.ts";
import type { Language } from "../../model.ts";
import { readOrganisationFile } from "../../organisation/live-organisation.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { runAsk } from "./ask.ts";
import { runBatch } from "./batch.ts";
import { runChat } from "./chat.ts";

/** What the commands need from the program. */
export interface AskingOptions {
  readonly terminal: Terminal;
  readonly finish: (code: ExitCode) => void;
  /** Reads the settings. Throws a `MalinoisError` that names what is wrong with them. */
  readonly settings: () => Config;
  readonly know: (content: readonly string[] | undefined) => Promise<Knowledge>;
  /** The option that names packs, with the function that collects its values. */
  readonly content: { readonly flags: string; readonly collect: (folder: string, before: string[] | undefined) => string[] };
}

/** Adds `malinois ask` and `malinois chat`. */
export function describeAsking(program: Command, { terminal, finish, settings, know, content: packs }: AskingOptions): void {
  program
    .command("ask")
    .description("answer one question, or with --batch many: JSON Lines in, JSON Lines out")
    .argument("[words...]", "the question; quotes are not needed")
    .option("--batch", "read questions from standard input")
    .option("--json", "print one JSON object")
    .option("--lang <language>", "the asker's language, for questions that do not tell it")
    .option(packs.flags, "the pack to ask; repeated: several as one", packs.collect)
    .action(async (words: readonly string[], { batch, json, lang, content }) => {
      if (words.length === 0 && !batch) throw new MalinoisError("usage", "There is no question", 'Write: ask "what is NIS2?"');
      const language = readLanguage(lang);
      const knowledge = await know(content);
      if (batch) finish(await runBatch(knowledge, terminal, () => performance.now(), language));
      else {
        const organisation = await readOrganisationFile(organisationFile(settings()));
        finish(runAsk(knowledge, { text: words.join(" "), language, json, organisation }, terminal));
      }
    });

  program
    .command("chat")
    .description("talk to Malinois in the terminal, with follow-ups and choices by number")
    .option("--lang <language>", "your language, for questions that do not tell it")
    .option(packs.flags, "the pack to ask; repeated: several as one", packs.collect)
    .action(async ({ lang, content }) => {
      const language = readLanguage(lang);
      const organisation = await readOrganisationFile(organisationFile(settings()));
      finish(await runChat(await know(content), terminal, { language, organisation }));
    });
}

/**
 * Reads a language given on the command line: a code such as "nl" or "nl-BE".
 * @throws MalinoisError (usage) for anything else
 */
function readLanguage(given: string | undefined): Language | undefined {
  if (given === undefined) return undefined;
  const language = /^[a-z]{2,3}(?:[-_][a-z0-9]+)*$/i.test(given) ? languageOfLocale(given) : undefined;
  if (language !== undefined) return language;
  throw new MalinoisError("usage", `"${given}" is not the code of a language`, `Write a code such as ${UI_LANGUAGES.join(", ")}`);
}
