import type {
  APIComponentInLabel,
  APILabelComponent,
  APIModalInteractionResponseCallbackData,
  APITextDisplayComponent,
  SelectMenuDefaultValueType,
} from "discord.js";
import { type Action, decodeForm, encodeAction, encodeForm } from "../../../src/actions.ts";
import type { Form, FormField, FormReference } from "../../../src/forms.ts";
import { canBeShown, offeredOptions } from "../../kit/form-values.ts";
import { shorten } from "../../kit/plain-text.ts";
import { decodePresets, encodePresets, type Presets } from "../commands/presets.ts";
import { CHANNEL, COMPONENT, PARAGRAPH_INPUT, SHORT_INPUT } from "../protocol.ts";
import { say } from "../texts.ts";
import { LIMIT } from "./limits.ts";
import { escapeText } from "./markup.ts";

/** A form that a button or a command opens. */
export interface WantedForm extends FormReference {
  /** The values of the fields that the modal has no room for. */
  readonly presets: Presets;
  /** What was filled in earlier in the fields that it shows, if known; written by {@link encodeFilled}. */
  readonly filled?: string;
  /** Whether it was submitted before, and should be reopened with what was typed then. */
  readonly again?: boolean;
}

/** Returns the custom id of the button that opens a form, and of the form itself. It stays valid after a restart. */
export function formId({ presets, filled = "", again = false, ...form }: WantedForm): string {
  const kept = encodePresets(presets);
  const shown = `${again ? AGAIN : ""}${filled}`;
  return `${encodeForm(form)}${kept === "" ? "" : `:${kept}`}${shown === "" ? "" : `${FILLED}${shown}`}`;
}

/** Reads what {@link formId} wrote; undefined for anything else. */
export function formIn(customId: string): WantedForm | undefined {
  const [reference = "", shown = ""] = customId.split(FILLED);
  const form = decodeForm(reference);
  const again = shown.startsWith(AGAIN);
  const filled = again ? shown.slice(AGAIN.length) : shown;
  return form && { ...form, presets: decodePresets(reference.slice(encodeForm(form).length + 1)), filled, again };
}

const FILLED = "#";
const AGAIN = "!";

/** Returns what a button needs to reopen a form: the values of its later fields, and as much of the first five as there is room for. */
export function wantedBy(form: Form): WantedForm {
  const { name, subject, language, fields, problem } = form;
  const again = problem !== undefined;
  const shown = shownFields(form);
  const presets = Object.fromEntries(fields.slice(shown.length).map((field) => [field.name, field.values[0] ?? ""]));
  const reference = { name, language, ...(subject === undefined ? {} : { subject }) };
  const room = LIMIT.customId - FILLED.length - AGAIN.length - formId({ ...reference, presets }).length;
  return { ...reference, presets, filled: encodeFilled(shown, room), again };
}

/** Returns the fields that the modal has room for, besides the text above them. */
function shownFields({ intro, fields }: Form): readonly FormField[] {
  return fields.slice(0, LIMIT.modalFields - (intro === undefined ? 0 : 1));
}

/** Draws a form as a modal. It shows the form's first fields, filled in as before or with the options of the command; its id holds the values of the others. */
export function formModal(form: Form, wanted: WantedForm): APIModalInteractionResponseCallbackData {
  const { name, subject, language, title, intro } = form;
  const reference = { name, language, ...(subject === undefined ? {} : { subject }) };
  const above: readonly APITextDisplayComponent[] =
    intro === undefined ? [] : [{ type: COMPONENT.textDisplay, content: shorten(escapeText(intro), LIMIT.characters) }];
  const filled = withFilled(withChosen(shownFields(form), wanted.presets), wanted.filled ?? "");
  return {
    custom_id: formId({ ...reference, presets: wanted.presets }),
    title: shorten(title, LIMIT.modalTitle),
    components: [...above, ...filled.filter((field) => canBeShown(field, ROOM)).map(labelled)],
  };
}

const ROOM = { characters: LIMIT.longestText, options: LIMIT.optionsInSelect };

function withChosen(fields: readonly FormField[], presets: Presets): readonly FormField[] {
  return fields.map((field) => ({ ...field, values: field.name in presets ? [presets[field.name] ?? ""] : field.values }));
}

function labelled(field: FormField): APILabelComponent {
  return {
    type: COMPONENT.label,
    label: shorten(field.label, LIMIT.fieldLabel),
    ...(field.hint === undefined ? {} : { description: shorten(field.hint, LIMIT.fieldHint) }),
    component: input(field),
  };
}

function input(field: FormField): APIComponentInLabel {
  const { name, values, optional = false } = field;
  if (field.kind === "channels" || field.kind === "people") return picker(field, values);
  if (!("options" in field)) {
    const [value] = values;
    const isLong = field.kind === "long-text";
    const usual = isLong ? LIMIT.longText : LIMIT.fieldText;
    const longest = Math.min(LIMIT.longestText, Math.max(usual, value?.length ?? 0));
    return {
      type: COMPONENT.textInput,
      custom_id: name,
      style: isLong ? PARAGRAPH_INPUT : SHORT_INPUT,
      required: !optional,
      max_length: longest,
      ...(value ? { value: shorten(value, longest) } : {}),
    };
  }
  const options = offeredOptions(field.options, values, LIMIT.optionsInSelect);
  return {
    type: COMPONENT.stringSelect,
    custom_id: name,
    required: !optional,
    min_values: optional ? 0 : 1,
    max_values: field.kind === "multi-select" ? options.length : 1,
    options: options.map(({ value, label }) => ({
      value,
      label: shorten(label, LIMIT.optionLabel),
      ...(values.includes(value) ? { default: true } : {}),
    })),
  };
}

/** Draws Discord's own menu of a server's channels, or of its people. */
function picker({ name, kind, most, optional = false }: Picking, values: readonly string[]): APIComponentInLabel {
  const max_values = Math.min(most, LIMIT.optionsInSelect);
  const menu = { custom_id: name, required: !optional, min_values: optional ? 0 : 1, max_values };
  const chosen = values.slice(0, max_values).filter((id) => SNOWFLAKE.test(id));
  if (kind === "people") {
    const default_values = chosen.map((id) => ({ id, type: USER }));
    return { type: COMPONENT.userSelect, ...menu, ...(chosen.length > 0 && { default_values }) };
  }
  const default_values = chosen.map((id) => ({ id, type: CHANNEL_CHOSEN }));
  return { type: COMPONENT.channelSelect, channel_types: [...PICKED], ...menu, ...(chosen.length > 0 && { default_values }) };
}

const USER = "user" as SelectMenuDefaultValueType.User;
const CHANNEL_CHOSEN = "channel" as SelectMenuDefaultValueType.Channel;

type Picking = Extract<FormField, { kind: "channels" | "people" }>;

/** Types of channels that Malinois can write in, or whose posts it can answer. */
const PICKED = [CHANNEL.text, CHANNEL.announcement, CHANNEL.forum];
/** The form of Discord ids; Discord refuses a menu in which anything else is preselected. */
const SNOWFLAKE = /^\d{17,20}$/;

/** The field of the form that asks for a reason. */
export const REASON = "reason";

/** Returns the form that asks why an answer did not help. Its custom id is the action, so that it stays valid after a restart. */
export function reasonModal(action: Extract<Action, { kind: "feedback" }>): APIModalInteractionResponseCallbackData {
  const { language } = action;
  return {
    custom_id: encodeAction(action),
    title: say(language, "reason-title"),
    components: [
      {
        type: COMPONENT.label,
        label: say(language, "reason-label"),
        description: say(language, "reason-hint"),
        component: {
          type: COMPONENT.textInput,
          custom_id: REASON,
          style: PARAGRAPH_INPUT,
          required: false,
          max_length: LIMIT.reason,
        },
      },
    ],
  };
}

/** Separates the fields of what is filled in. */
const BETWEEN_FIELDS = ".";
/** Each position is one digit in this base. */
const BASE = 36;
/** The only texts that are kept: those as short as a time. */
const SHORT = /^[\d:]{1,5}$/;

/**
 * Returns what is filled in, as short as possible: a time, or the positions of the chosen options. The last fields are left out if there is no room.
 * @param room in characters
 */
function encodeFilled(fields: readonly FormField[], room: number): string {
  const parts = fields.map(partOf);
  while (parts.length > 0 && parts.join(BETWEEN_FIELDS).length > room) parts.pop();
  return parts.join(BETWEEN_FIELDS);
}

function partOf(field: FormField): string {
  if (!("options" in field)) return field.values.find((value) => SHORT.test(value)) ?? "";
  const positions = field.values.map((value) => field.options.findIndex((option) => option.value === value));
  return positions.flatMap((position) => (position >= 0 && position < BASE ? [position.toString(BASE)] : [])).join("");
}

/** Returns the fields with the values that {@link encodeFilled} kept. A field stays as it is if it kept none, or none that can still be chosen. */
function withFilled(fields: readonly FormField[], filled: string): readonly FormField[] {
  const parts = filled === "" ? [] : filled.split(BETWEEN_FIELDS);
  return fields.map((field, position) => {
    const part = parts[position];
    if (part === undefined) return field;
    if (!("options" in field)) return SHORT.test(part) ? { ...field, values: [part] } : field;
    const values = [...part].flatMap((digit) => field.options[Number.parseInt(digit, BASE)]?.value ?? []);
    return values.length > 0 || (part === "" && field.optional) ? { ...field, values } : field;
  });
}
