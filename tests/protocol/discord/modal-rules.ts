/** A modal as it is received, before it is checked. */
export interface SentModal {
  readonly custom_id?: string;
  readonly title?: string;
  readonly components?: readonly SentLabel[];
}

interface SentLabel {
  readonly type: number;
  /** The text, if this is a text display. */
  readonly content?: string;
  readonly label?: string;
  readonly description?: string;
  readonly component?: SentInput;
}

export interface SentInput {
  readonly type: number;
  readonly custom_id?: string;
  readonly value?: string;
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly options?: readonly {
    readonly label: string;
    readonly value: string;
    readonly description?: string;
    readonly default?: boolean;
  }[];
  readonly channel_types?: readonly number[];
  readonly default_values?: readonly { readonly id: string; readonly type: string }[];
}

const LABEL = 18;
const TEXT_DISPLAY = 10;
const SELECT = 3;
const TEXT_INPUT = 4;
/** Discord's own menus of people and channels, with the kind of their values. */
const PICKERS: Readonly<Record<number, string>> = { 5: "user", 8: "channel" };

/**
 * Returns what breaks Discord's rules for modals; empty if nothing does.
 * Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal and
 * https://docs.discord.com/developers/components/reference (label, text display, text input, string select, user select, channel select)
 */
export function modalViolations({ custom_id, title, components = [] }: SentModal): string[] {
  const ids = components.flatMap(({ component }) => component?.custom_id ?? []);
  return [
    ...(isBetween(custom_id, 1, 100) ? [] : ["a modal's id"]),
    ...(isBetween(title, 1, 45) ? [] : ["a modal's title"]),
    ...(components.length >= 1 && components.length <= 5 ? [] : [`a modal of ${components.length} components`]),
    ...(new Set(ids).size === ids.length ? [] : ["an input's id twice"]),
    ...components.flatMap(labelViolations),
  ];
}

function labelViolations({ type, label, description, component, content }: SentLabel): string[] {
  if (type === TEXT_DISPLAY) return isBetween(content, 1, 4_000) ? [] : ["a text display"];
  if (type !== LABEL || component === undefined) return [`a component ${type} in a modal`];
  return [
    ...(isBetween(label, 1, 45) ? [] : ["a label"]),
    ...(description === undefined || isBetween(description, 1, 100) ? [] : ["a label's description"]),
    ...(isBetween(component.custom_id, 1, 100) ? [] : ["an input's id"]),
    ...inputViolations(component),
  ];
}

function inputViolations(input: SentInput): string[] {
  const { type, value = "", options = [], min_length = 0, max_length = 4_000 } = input;
  if (type === TEXT_INPUT) {
    const isEmpty = value === "";
    return [
      ...(isEmpty || (value.length >= min_length && value.length <= max_length) ? [] : ["a text input's value"]),
      ...(max_length >= 1 && max_length <= 4_000 && min_length <= max_length ? [] : ["a text input's length"]),
    ];
  }
  if (type in PICKERS) return pickerViolations(input);
  if (type !== SELECT) return [`an input ${type}`];
  const { required = true, min_values = 1, max_values = 1 } = input;
  const values = options.map((option) => option.value);
  return [
    ...(options.length >= 1 && options.length <= 25 ? [] : [`a menu of ${options.length}`]),
    ...(min_values >= 0 && min_values <= max_values && max_values >= 1 && max_values <= options.length
      ? []
      : ["a menu's bounds"]),
    ...(required && min_values === 0 ? ["a required menu that may stay empty"] : []),
    ...(options.filter((option) => option.default).length <= max_values ? [] : ["too much chosen in a menu"]),
    ...(new Set(values).size === values.length ? [] : ["an option twice"]),
    ...options.flatMap((option) =>
      isBetween(option.label, 1, 100) && isBetween(option.value, 1, 100) && isBetween(option.description ?? "x", 1, 100)
        ? []
        : ["a menu's option"],
    ),
  ];
}

function pickerViolations({ type, required = true, min_values = 1, max_values = 1, default_values = [] }: SentInput): string[] {
  const isChosen = default_values.length > 0;
  return [
    ...(min_values >= 0 && min_values <= max_values && max_values >= 1 && max_values <= 25 ? [] : ["a picker's bounds"]),
    ...(required && min_values === 0 ? ["a required picker that may stay empty"] : []),
    ...(isChosen && (default_values.length < min_values || default_values.length > max_values)
      ? ["a picker's default values"]
      : []),
    ...(default_values.every((value) => value.type === PICKERS[type] && /^\d{17,20}$/.test(value.id))
      ? []
      : ["a picker's default"]),
  ];
}

/** Returns why a submitted value cannot come from the input that was shown; empty if it can. */
export function fillingViolations(input: SentInput, given: string | readonly string[]): string[] {
  const { custom_id, required = true, options = [], min_values = 1, max_values = 1, max_length = 4_000 } = input;
  if (typeof given === "string") {
    return given.length <= max_length && (given !== "" || !required) ? [] : [`${custom_id} cannot be filled in so`];
  }
  const known =
    input.type in PICKERS
      ? given.every((value) => /^\d{17,20}$/.test(value))
      : given.every((value) => options.some((option) => option.value === value));
  return known && given.length >= min_values && given.length <= max_values ? [] : [`${custom_id} cannot be chosen so`];
}

function isBetween(text: string | undefined, least: number, most: number): boolean {
  return text !== undefined && text.length >= least && text.length <= most;
}
