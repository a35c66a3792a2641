import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandIntegerOption,
  APIApplicationCommandStringOption,
  APIApplicationCommandSubcommandOption,
  ApplicationIntegrationType,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import { DAYS_OFF, REGIONS } from "../../../src/forms.ts";
import { type NudgeMessageIn, sayNudge } from "../../../src/languages/index.ts";
import { ownName } from "../../../src/languages/language-names.ts";
import { UI_LANGUAGES } from "../../../src/languages/languages.ts";
import type { Language } from "../../../src/model.ts";
import { COMMAND, INTERACTION_CONTEXT, OPTION } from "../protocol.ts";
import { type NudgeTextKey, say } from "../texts.ts";
import { localised } from "./localised.ts";
import { LONGEST_PRESET, MOST_A_WEEK, MOST_DAYS } from "./presets.ts";

const { described, translatedName, choice } = localised((language: Language, key: NudgeTextKey) => say(language, `nudge.${key}`));
const { choice: choiceOfSendPolicy } = localised((language: Language, key: NudgeMessageIn<"policy">) =>
  sayNudge(language, `policy.${key}`),
);

/** The choices of `/quiz`. The first means "/quiz" alone; the others are the words after it, with a hyphen instead of a space. */
export const QUIZ_CHOICES = ["alone", "here", "me", "board", "board-on", "board-off", "changes-on", "changes-off"] as const;

/** In characters: "Wednesday the 24th of December 2026" has 35. */
const LONGEST_DATE = 40;
const LONGEST_NAME = 64;

/** Where Malinois can send messages unasked: servers, and its own direct messages. */
const CONTEXTS = [INTERACTION_CONTEXT.server, INTERACTION_CONTEXT.botDirectMessage];

type OptionKey =
  | "name"
  | "until"
  | "campaign"
  | "every"
  | "zone"
  | "language"
  | "region"
  | "limit"
  | "quiet"
  | "day-off"
  | "what";

/** Returns `/nudge`: what people type as text on other platforms, as subcommands with options. */
export function nudgeDefinition(
  installations: readonly ApplicationIntegrationType[],
): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const named = [text("name", { max_length: LONGEST_NAME })];
  const until = text("until", { max_length: LONGEST_DATE });
  const campaign = { autocomplete: true, max_length: LONGEST_NAME } as const;
  return {
    integration_types: [...installations],
    contexts: CONTEXTS,
    type: COMMAND.chatInput,
    name: "nudge",
    ...described("about"),
    options: [
      subcommand("add", "add", presets()),
      subcommand("edit", "edit", [...named, ...presets()]),
      subcommand("list", "list"),
      subcommand("help", "help"),
      subcommand("pause", "pause", [...named, until]),
      subcommand("resume", "resume", named),
      subcommand("remove", "remove", named),
      subcommand("now", "now", named),
      subcommand("preview", "preview", named),
      subcommand("history", "history", named),
      {
        type: OPTION.subcommandGroup,
        name: "campaign",
        ...described("campaigns"),
        options: [
          subcommand("list", "campaign-list"),
          subcommand("start", "campaign-start", [{ ...text("campaign", campaign), required: true }]),
          subcommand("progress", "progress", named),
        ],
      },
      subcommand("newcomers", "newcomers", [{ ...text("campaign", campaign), ...described("welcome") }]),
    ],
  };
}

/** Returns `/quiz`, with one list of choices. */
export function quizDefinition(
  installations: readonly ApplicationIntegrationType[],
): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const choices = QUIZ_CHOICES.map((wanted) => choice(`quiz-${wanted}`, wanted));
  return {
    integration_types: [...installations],
    contexts: CONTEXTS,
    type: COMMAND.chatInput,
    name: "quiz",
    ...described("quiz"),
    options: [text("what", { choices })],
  };
}

/** Returns options for the form's fields that a modal has no room for. */
function presets(): APIApplicationCommandBasicOption[] {
  return [
    number("every", MOST_DAYS),
    text("zone", { autocomplete: true, max_length: LONGEST_PRESET }),
    text("language", { choices: UI_LANGUAGES.map((language) => ({ name: ownName(language), value: language })) }),
    text("region", { choices: REGIONS.map((region) => choiceOfSendPolicy(`region-${region}`, region)) }),
    number("limit", MOST_A_WEEK),
    text("quiet", { max_length: LONGEST_PRESET }),
    text("day-off", { choices: DAYS_OFF.map((request) => choiceOfSendPolicy(`day-off-${request}`, request)) }),
  ];
}

function subcommand(
  name: string,
  key: NudgeTextKey,
  options?: APIApplicationCommandBasicOption[],
): APIApplicationCommandSubcommandOption {
  return { type: OPTION.subcommand, name, ...described(key), ...(options === undefined ? {} : { options }) };
}

function text<More extends Partial<APIApplicationCommandStringOption>>(name: OptionKey, more: More) {
  return { type: OPTION.string, name, ...translatedName(`${name}-name`), ...described(name), ...more };
}

function number(name: OptionKey, most: number): APIApplicationCommandIntegerOption {
  return {
    type: OPTION.integer,
    name,
    ...translatedName(`${name}-name`),
    ...described(name),
    min_value: 1,
    max_value: most,
  };
}
