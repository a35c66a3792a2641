import { uiLanguageFor } from "../../../src/languages/languages.ts";
import type { Language } from "../../../src/model.ts";
import { QUIZ_CHOICES } from "../commands/nudge-commands.ts";
import { OF_CAMPAIGNS, SUBCOMMANDS } from "../commands/read-options.ts";
import { say } from "../texts.ts";

/** The ids of Malinois's commands, by name, as far as they are known. */
export type CommandIds = ReadonlyMap<string, string>;

/** Commands whose names are turned into mentions. */
export const MENTIONED = ["ask", "nudge", "quiz"] as const;

const PATHS = [...OF_CAMPAIGNS.map((name) => `campaign ${name}`), "campaign", ...SUBCOMMANDS].join("|");
/** Longer ones first: "board on" before "board". */
const WANTED = [...QUIZ_CHOICES].sort((a, b) => b.length - a.length);
const QUIZZES = WANTED.map((choice) => choice.replace("-", " ")).join("|");
const NAMED = new RegExp(`(?<![\\w/:.<])/(?:(ask)|(nudge) (${PATHS})|(quiz)(?: (${QUIZZES}))?)(?![\\w/])`, "g");

/**
 * Returns a text in which the commands that it names look as in Discord: as mentions that people can press if their ids are known, and the word after `/quiz`
 * with the choice that means it. `/nudge` alone stays as it is, since it cannot be used in Discord.
 * @param markdown already escaped
 */
export function mentionCommands(markdown: string, language: Language, ids: CommandIds): string {
  return markdown.replace(NAMED, (_, ask?: string, nudge?: string, path?: string, quiz?: string, what?: string) => {
    const name = ask ?? nudge ?? quiz ?? "";
    const full = path === undefined ? name : `${name} ${path === "campaign" ? "campaign list" : path}`;
    const id = ids.get(name);
    const shown = id === undefined ? `/${full}` : `</${full}:${id}>`;
    const choice = WANTED.find((one) => one === what?.replace(" ", "-"));
    return choice === undefined ? shown : `${shown} (“${say(uiLanguageFor(language), `nudge.quiz-${choice}`)}”)`;
  });
}
