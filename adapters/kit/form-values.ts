import type { FormOption, FormReference, FormSubmission } from "../../src/forms.ts";

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

/** Returns the submission of a form with these values. */
export function submissionOf({ name, ...form }: FormReference, values: FormSubmission["values"]): FormSubmission {
  return { form: name, language: form.language, ...(form.subject === undefined ? {} : { subject: form.subject }), values };
}
