import type { APIComponentInLabel, APILabelComponent, APIModalInteractionResponseCallbackData } from "discord.js";
import type { Form, FormField, FormName, FormOption, FormSubmission, Language } from "../../src/types.ts";
import type { InteractionEvent } from "./events.ts";
import { shorten } from "./markdown.ts";
import { COMPONENT, SHORT_INPUT } from "./protocol.ts";

/** https://docs.discord.com/developers/components/reference#label */
const FIELDS = 5;
const TITLE = 45;
const LABEL = 45;
const HINT = 100;
const OPTIONS = 25;
const OPTION_LABEL = 100;
const LONGEST_TEXT = 300;

const NAMES: readonly FormName[] = ["add-nudge"];

/** A form that a button opens, and that comes back filled in. */
export interface FormReference {
  readonly name: FormName;
  readonly language: Language;
}

/** A short text for the button that opens a form, and for the form itself: it outlives a restart. */
export function encodeForm({ name, language }: FormReference): string {
  return ["1", "form", language, name].join(":");
}

/** Reads what {@link encodeForm} wrote; undefined for anything else. */
export function decodeForm(text: string): FormReference | undefined {
  const [version, kind, language, named] = text.split(":");
  const name = NAMES.find((known) => known === named);
  return version === "1" && kind === "form" && language && name !== undefined ? { name, language } : undefined;
}

/** Draws a form as Discord's modal: its first five fields; the others keep their values. */
export function formModal(form: Form): APIModalInteractionResponseCallbackData {
  return {
    custom_id: encodeForm(form),
    title: shorten(form.title, TITLE),
    components: form.fields.slice(0, FIELDS).map(labelled),
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

/** What was filled in; undefined for a form that is not one of the house's. */
export function submissionIn({ data }: Extract<InteractionEvent, { type: 5 }>): FormSubmission | undefined {
  const form = decodeForm(data.custom_id);
  if (form === undefined) return undefined;
  const values = data.components.flat().map(({ custom_id, value, values: chosen }) => {
    const given = chosen ?? (typeof value === "string" && value.trim() !== "" ? [value.trim()] : []);
    return [custom_id, given] as const;
  });
  return { form: form.name, language: form.language, values: Object.fromEntries(values) };
}
