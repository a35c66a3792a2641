import type { ApplicationIntegrationType, RESTPostAPIApplicationCommandsJSONBody } from "discord.js";
import { DEFAULT_UI_LANGUAGE } from "../../../src/languages/languages.ts";
import { COMMAND, INSTALL, INTERACTION_CONTEXT, OPTION } from "../protocol.ts";
import { say } from "../texts.ts";
import { localised } from "./localised.ts";
import { nudgeDefinition, quizDefinition } from "./nudge-commands.ts";

const { described, translatedName } = localised(say);

/**
 * Returns Malinois' commands. Their names are the same in every language, so that documentation and colleagues can refer to them;
 * options and descriptions follow the reader's locale.
 * @param installations where the application can be installed: Discord refuses commands for any other
 */
export function commandDefinitions(
  installations: readonly ApplicationIntegrationType[],
): RESTPostAPIApplicationCommandsJSONBody[] {
  const integration_types = [...installations];
  const everywhere = {
    integration_types,
    contexts: [INTERACTION_CONTEXT.server, INTERACTION_CONTEXT.botDirectMessage, INTERACTION_CONTEXT.privateChannel],
  };
  return [
    {
      ...everywhere,
      type: COMMAND.chatInput,
      name: "ask",
      ...described("ask"),
      options: [
        {
          type: OPTION.string,
          name: "question",
          ...translatedName("ask-question-name"),
          ...described("ask-question"),
          required: true,
          autocomplete: true,
        },
        { type: OPTION.boolean, name: "public", ...translatedName("ask-public-name"), ...described("ask-public") },
      ],
    },
    {
      ...everywhere,
      type: COMMAND.chatInput,
      name: "malinois",
      ...described("malinois"),
      options: [
        { type: OPTION.subcommand, name: "help", ...described("help") },
        {
          type: OPTION.subcommand,
          name: "topics",
          ...described("topics"),
          options: [
            {
              type: OPTION.string,
              name: "area",
              ...translatedName("topics-area-name"),
              ...described("topics-area"),
              autocomplete: true,
            },
          ],
        },
        { type: OPTION.subcommand, name: "why", ...described("why") },
        { type: OPTION.subcommand, name: "privacy", ...described("privacy") },
        { type: OPTION.subcommand, name: "my-data", ...described("my-data") },
        { type: OPTION.subcommand, name: "erase", ...described("erase") },
        { type: OPTION.subcommand, name: "settings", ...described("settings") },
        { type: OPTION.subcommand, name: "stats", ...described("stats") },
        { type: OPTION.subcommand, name: "admin", ...described("admin") },
      ],
    },
    nudgeDefinition(integration_types),
    quizDefinition(integration_types),
    {
      ...everywhere,
      type: COMMAND.message,
      name: say(DEFAULT_UI_LANGUAGE, "ask-about-this"),
      ...translatedName("ask-about-this"),
    },
  ];
}

/** All the ways in which an application can be installed: in servers and by single users. */
export const ALL_INSTALLATIONS = [INSTALL.server, INSTALL.user] as const;
