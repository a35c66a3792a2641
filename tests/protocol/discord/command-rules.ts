/** A command, or an option of one, as it is registered and before it is checked. */
export interface Definition {
  readonly name: string;
  readonly type?: number;
  readonly description?: string;
  readonly name_localizations?: Readonly<Record<string, string>> | null;
  readonly description_localizations?: Readonly<Record<string, string>> | null;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly Choice[];
  readonly options?: readonly Definition[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
}

interface Choice {
  readonly name: string;
  readonly name_localizations?: Readonly<Record<string, string>> | null;
  readonly value: string | number;
}

const CHAT_INPUT = 1;
const SUBCOMMAND = 1;
const GROUP = 2;
const STRING = 3;
const INTEGER = 4;
const NUMBER = 10;
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const MOST = 25;
const CHARACTERS = 8_000;

/**
 * Returns what breaks Discord's rules for a set of commands; empty if nothing does.
 * Source: https://docs.discord.com/developers/interactions/application-commands#application-command-object
 */
export function commandViolations(commands: readonly Definition[]): string[] {
  const names = commands.map(({ name, type = CHAT_INPUT }) => `${type} ${name}`);
  return [...(new Set(names).size === names.length ? [] : ["a name twice"]), ...commands.flatMap(singleCommandViolations)];
}

function singleCommandViolations(command: Definition): string[] {
  const { name, type = CHAT_INPUT, description = "" } = command;
  if (type !== CHAT_INPUT) {
    return [
      ...namesOf(command).flatMap((one) => (one.length >= 1 && one.length <= 32 ? [] : [`the name ${one}`])),
      ...(description === "" ? [] : [`${name} is described, but has no place for that`]),
    ];
  }
  const characters = charactersOf(command);
  return [
    ...namingViolations(command),
    ...optionsViolations(command, 0),
    ...(characters <= CHARACTERS ? [] : [`${name} has ${characters} characters`]),
  ];
}

function optionsViolations({ name, options = [] }: Definition, depth: number): string[] {
  const nested = options.filter(({ type }) => type === SUBCOMMAND || type === GROUP);
  const firstOptional = options.findIndex(({ required }) => !required);
  const names = options.map((option) => option.name);
  return [
    ...(options.length <= MOST ? [] : [`${name} has ${options.length} options`]),
    ...(new Set(names).size === names.length ? [] : [`${name} has an option twice`]),
    ...(nested.length === 0 || nested.length === options.length ? [] : [`${name} mixes subcommands with others`]),
    ...(nested.length === 0 && firstOptional >= 0 && options.slice(firstOptional).some(({ required }) => required)
      ? [`${name} has a required option after an optional one`]
      : []),
    ...options.flatMap((option) => [...namingViolations(option), ...singleOptionViolations(option, depth)]),
  ];
}

function singleOptionViolations(option: Definition, depth: number): string[] {
  const { name, type, required, choices, autocomplete, min_value, max_value, min_length, max_length } = option;
  if (type === SUBCOMMAND || type === GROUP) {
    const tooDeep = type === GROUP ? depth > 0 : depth > 1;
    const holdsOthers = type === GROUP && (option.options ?? []).some((inner) => inner.type !== SUBCOMMAND);
    return [
      ...(tooDeep ? [`${name} is nested too deep`] : []),
      ...(holdsOthers ? [`the group ${name} holds more than subcommands`] : []),
      ...(required === undefined ? [] : [`${name} cannot be required`]),
      ...optionsViolations(option, depth + 1),
    ];
  }
  const takesNumbers = type === INTEGER || type === NUMBER;
  return [
    ...(choices && autocomplete ? [`${name} has choices and autocompletes`] : []),
    ...((choices || autocomplete) && type !== STRING && !takesNumbers ? [`${name} takes no choices`] : []),
    ...((min_value !== undefined || max_value !== undefined) && !takesNumbers ? [`${name} has bounds of a number`] : []),
    ...((min_length !== undefined || max_length !== undefined) && type !== STRING ? [`${name} has bounds of a text`] : []),
    ...(choices === undefined ? [] : choicesViolations(name, choices)),
  ];
}

function choicesViolations(option: string, choices: readonly Choice[]): string[] {
  const names = choices.map(({ name }) => name);
  const values = choices.map(({ value }) => value);
  return [
    ...(choices.length <= MOST ? [] : [`${option} has ${choices.length} choices`]),
    ...(new Set(names).size === names.length && new Set(values).size === values.length ? [] : [`${option} has a choice twice`]),
    ...choices.flatMap((choice) =>
      [...namesOf(choice), String(choice.value)].flatMap((text) =>
        text.length >= 1 && text.length <= 100 ? [] : [`${option} has the choice ${text}`],
      ),
    ),
  ];
}

function namingViolations(definition: Definition): string[] {
  const { name, description = "", description_localizations } = definition;
  return [
    ...namesOf(definition).flatMap((one) => (NAME.test(one) && one === one.toLowerCase() ? [] : [`the name ${one}`])),
    ...[description, ...Object.values(description_localizations ?? {})].flatMap((text) =>
      text.length >= 1 && text.length <= 100 ? [] : [`a description of ${name}`],
    ),
  ];
}

function namesOf({ name, name_localizations }: Pick<Definition, "name" | "name_localizations">): string[] {
  return [name, ...Object.values(name_localizations ?? {})];
}

/** Returns the length of all names, descriptions and values. Of translated texts, the longest counts. */
function charactersOf({ options = [], choices = [], ...definition }: Definition): number {
  const longest = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length));
  return [
    longest(namesOf(definition)),
    longest([definition.description ?? "", ...Object.values(definition.description_localizations ?? {})]),
    ...choices.map((choice) => longest(namesOf(choice)) + String(choice.value).length),
    ...options.map(charactersOf),
  ].reduce((sum, count) => sum + count, 0);
}
