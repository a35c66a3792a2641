import type { ApplicationIntegrationType, RESTPostAPIApplicationCommandsJSONBody } from "discord.js";
import { COMMAND, INSTALL, INTERACTION_CONTEXT, OPTION } from "./protocol.ts";
import { say } from "./texts.ts";

type Key = Parameters<typeof say>[1];

/** Discord's locales of the languages that Malinois speaks; the plain name and description serve all others. */
const LOCALES = { nl: "nl", fr: "fr", de: "de", "en-GB": "en" } as const;

/**
 * Malinois' commands. The names of commands are the same in every language, so that documentation and colleagues can name them;
 * options and descriptions follow the reader's locale.
 * @param installations where the application can be installed: Discord refuses commands for others
 */
export function commandDefinitions(
  installations: readonly ApplicationIntegrationType[],
): RESTPostAPIApplicationCommandsJSONBody[] {
  const everywhere = {
    integration_types: [...installations],
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
        { type: OPTION.subcommand, name: "settings", ...described("settings") },
      ],
    },
    { ...everywhere, type: COMMAND.message, name: say("en", "ask-about-this"), ...translatedName("ask-about-this") },
  ];
}

/** Where an application can be installed when nothing else is known: in servers and for single users. */
export const ALL_INSTALLATIONS = [INSTALL.server, INSTALL.user] as const;

function described(key: Key) {
  return { description: say("en", key), description_localizations: translations(key) };
}

function translatedName(key: Key) {
  return { name_localizations: translations(key) };
}

function translations(key: Key) {
  return Object.fromEntries(Object.entries(LOCALES).map(([locale, language]) => [locale, say(language, key)]));
}
