import type {
  APIComponentInLabel,
  APILabelComponent,
  APIModalInteractionResponseCallbackData,
  APITextDisplayComponent,
  SelectMenuDefaultValueType,
} from "discord.js";
import { type Action, decodeForm, encodeAction, encodeForm } from "../../../src/actions.ts";
import type { Form, FormField, FormReference } from "../../../src/forms.ts";
import { offeredOptions } from "../../kit/form-values.ts";
import { shorten } from "../../kit/plain-text.ts";
import { decodePresets, encodePresets, type Presets } from "../commands/presets.ts";
import { CHANNEL, COMPONENT, PARAGRAPH_INPUT, SHORT_INPUT } from "../protocol.ts";
import { say } from "../texts.ts";
import { LIMIT } from "./limits.ts";
import { escapeText } from "./markup.ts";

/** A form that a button or a command opens. */
export interface WantedForm extends FormReference {
  /** What is chosen for the fields that the modal has no room for. */
  readonly presets: Presets;
  /** What was filled in before into those that it shows, where that is known. */
  readonly filled?: string;
  /** It was submitted before, and should be reopened with what was typed then. */
  readonly again?: boolean;
}

/** A custom id for the button that opens a form, and for the form itself: it outlives a restart. */
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

/** Those that the modal has room for, beside what stands above them. */
function shownFields({ intro, fields }: Form): readonly FormField[] {
  return fields.slice(0, LIMIT.modalFields - (intro === undefined ? 0 : 1));
}

/** Draws a form as a Discord modal. It shows the form's first fields, filled in as before or with the values chosen as options; the id carries the values of the others. */
export function formModal(form: Form, wanted: WantedForm): APIModalInteractionResponseCallbackData {
  const { name, subject, language, title, intro } = form;
  const reference = { name, language, ...(subject === undefined ? {} : { subject }) };
  const above: readonly APITextDisplayComponent[] =
    intro === undefined ? [] : [{ type: COMPONENT.textDisplay, content: shorten(escapeText(intro), LIMIT.characters) }];
  return {
    custom_id: formId({ ...reference, presets: wanted.presets }),
    title: shorten(title, LIMIT.modalTitle),
    components: [...above, ...withFilled(withChosen(shownFields(form), wanted.presets), wanted.filled ?? "").map(labelled)],
  };
}

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
    const longest = isLong ? LIMIT.longText : LIMIT.fieldText;
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

/** Discord's own menu of a server's channels, or of its people. */
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

/** Channels that Malinois can write in, or answer posts of. */
const PICKED = [CHANNEL.text, CHANNEL.announcement, CHANNEL.forum];
/** How Discord writes ids; it refuses a menu in which anything else is chosen. */
const SNOWFLAKE = /^\d{17,20}$/;

/** The field of the form that asks for a reason. */
export const REASON = "reason";

/** The form that asks why an answer did not help; its custom id is the action, so that it outlives a restart. */
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

/** Stands between the fields of what is filled in. */
const BETWEEN_FIELDS = ".";
/** A position is one digit of this base. */
const BASE = 36;
/** Of texts, only what is as short as a time is kept. */
const SHORT = /^[\d:]{1,5}$/;

/**
 * What is filled in, as short as it goes: the positions of what is chosen, and a time; the last fields are left out where there is no room.
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

/** The fields with what {@link encodeFilled} kept of them; as they are where it kept nothing, or nothing that can be chosen now. */
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
