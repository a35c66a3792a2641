import type { FormField, FormOption, FormReference, FormSubmission } from "../../src/forms.ts";

/** Returns the values of a submitted form field: the typed text without white space around it, otherwise the chosen options; empty if there is neither. */
export function enteredValues(typed: unknown, chosen: readonly string[] = []): readonly string[] {
  const value = typeof typed === "string" ? typed.trim() : "";
  return value === "" ? chosen : [value];
}

/** Returns the options for a menu that has room for at most `limit`; chosen options come first if not all fit. */
export function offeredOptions(options: readonly FormOption[], chosen: readonly string[], limit: number): readonly FormOption[] {
  if (options.length <= limit) return options;
  const first = options.filter(({ value }) => chosen.includes(value));
  return [...first, ...options.filter((option) => !first.includes(option))].slice(0, limit);
}

/**
 * Returns whether a field can be shown with all of its values. An optional field that cannot is left out and keeps its values: shown in part, it would be
 * saved in part although nobody touched it. A required field is always shown.
 * @param room the most characters and the most options that the platform shows in a field
 */
export function canBeShown(field: FormField, room: { readonly characters: number; readonly options: number }): boolean {
  const { values, optional = false } = field;
  if (!optional) return true;
  if ("options" in field) return values.length <= room.options;
  if (field.kind === "channels" || field.kind === "people") return values.length <= Math.min(field.most, room.options);
  return values.every(({ length }) => length <= room.characters);
}

/** Returns the submission of a form with these values. */
export function submissionOf({ name, ...form }: FormReference, values: FormSubmission["values"]): FormSubmission {
  return { form: name, language: form.language, ...(form.subject === undefined ? {} : { subject: form.subject }), values };
}
