import type { APIComponentInLabel, APILabelComponent, APIModalInteractionResponseCallbackData } from "discord.js";
import { decodeForm, encodeForm, type FormReference } from "../../../src/actions.ts";
import type { Form, FormField, FormOption, FormSubmission } from "../../../src/forms.ts";
import { decodePresets, encodePresets, type Presets } from "../commands/presets.ts";
import { COMPONENT, SHORT_INPUT } from "../protocol.ts";
import type { InteractionEvent } from "../receive/events.ts";
import { encodeFilled, withFilled } from "../receive/submission.ts";
import { shorten } from "./markup.ts";

/** https://docs.discord.com/developers/components/reference#label */
const FIELDS = 5;
const CUSTOM_ID = 100;
const TITLE = 45;
const LABEL = 45;
const HINT = 100;
const OPTIONS = 25;
const OPTION_LABEL = 100;
const LONGEST_TEXT = 300;

/** A form that a button or a command opens. */
export interface WantedForm extends FormReference {
  /** What is chosen for the fields that the modal has no room for. */
  readonly presets: Presets;
  /** What was filled in before into those that it shows, where that is known. */
  readonly filled?: string;
}

/** A custom id for the button that opens a form, and for the form itself: it outlives a restart. */
export function formId({ presets, filled = "", ...form }: WantedForm): string {
  const kept = encodePresets(presets);
  return `${encodeForm(form)}${kept === "" ? "" : `:${kept}`}${filled === "" ? "" : `${FILLED}${filled}`}`;
}

/** Reads what {@link formId} wrote; undefined for anything else. */
export function formIn(customId: string): WantedForm | undefined {
  const [reference = "", filled = ""] = customId.split(FILLED);
  const form = decodeForm(reference);
  return form && { ...form, presets: decodePresets(reference.slice(encodeForm(form).length + 1)), filled };
}

const FILLED = "#";

/** What leads to a form from a button: what its later fields hold, and of the first five what there is room for. */
export function wantedBy({ name, language, fields }: Form): WantedForm {
  const presets = Object.fromEntries(fields.slice(FIELDS).map((field) => [field.name, field.values[0] ?? ""]));
  const room = CUSTOM_ID - FILLED.length - formId({ name, language, presets }).length;
  return { name, language, presets, filled: encodeFilled(fields.slice(0, FIELDS), room) };
}

/** Draws a form as Discord's modal: its first five fields, filled in as before; the others keep their values, or have those that are chosen. */
export function formModal({ name, language, title, fields }: Form, wanted: WantedForm): APIModalInteractionResponseCallbackData {
  return {
    custom_id: formId({ name, language, presets: wanted.presets }),
    title: shorten(title, TITLE),
    components: withFilled(fields.slice(0, FIELDS), wanted.filled ?? "").map(labelled),
  };
}

function labelled(field: FormField): APILabelComponent {
  return {
    type: COMPONENT.label,
    label: shorten(field.label, LABEL),
    ...(field.hint === undefined ? {} : { description: shorten(field.hint, HINT) }),
    component: input(field),
  };
}

function input(field: FormField): APIComponentInLabel {
  const { name, values, optional = false } = field;
  if (!("options" in field)) {
    const [value] = values;
    return {
      type: COMPONENT.textInput,
      custom_id: name,
      style: SHORT_INPUT,
      required: !optional,
      max_length: LONGEST_TEXT,
      ...(value ? { value: shorten(value, LONGEST_TEXT) } : {}),
    };
  }
  const options = mostOf(field.options, values);
  return {
    type: COMPONENT.stringSelect,
    custom_id: name,
    required: !optional,
    min_values: optional ? 0 : 1,
    max_values: field.kind === "multi-select" ? options.length : 1,
    options: options.map(({ value, label }) => ({
      value,
      label: shorten(label, OPTION_LABEL),
      ...(values.includes(value) ? { default: true } : {}),
    })),
  };
}

/** The options that a menu has room for, with those that are chosen already. */
function mostOf(options: readonly FormOption[], values: readonly string[]): readonly FormOption[] {
  if (options.length <= OPTIONS) return options;
  const chosen = options.filter(({ value }) => values.includes(value));
  return [...chosen, ...options.filter((option) => !chosen.includes(option))].slice(0, OPTIONS);
}

/** What was filled in, and chosen before; undefined for a form that is not one of the house's. */
export function submissionIn({ data }: Extract<InteractionEvent, { type: 5 }>): FormSubmission | undefined {
  const form = formIn(data.custom_id);
  if (form === undefined) return undefined;
  const values = data.components.flat().map(({ custom_id, value, values: chosen }) => {
    const given = chosen ?? (typeof value === "string" && value.trim() !== "" ? [value.trim()] : []);
    return [custom_id, given] as const;
  });
  const presets = Object.entries(form.presets).map(([name, value]) => [name, [value]] as const);
  return { form: form.name, language: form.language, values: Object.fromEntries([...presets, ...values]) };
}
