import type { FormOption, FormReference, FormSubmission } from "../../src/forms.ts";

/** What a field of a form came back with: what was chosen, or what was typed, without white space around it; empty where nothing was. */
export function enteredValues(typed: unknown, chosen: readonly string[] = []): readonly string[] {
  const value = typeof typed === "string" ? typed.trim() : "";
  return value === "" ? chosen : [value];
}

/** The options that a menu of at most `limit` has room for; those that are chosen are among them. */
export function offeredOptions(options: readonly FormOption[], chosen: readonly string[], limit: number): readonly FormOption[] {
  if (options.length <= limit) return options;
  const first = options.filter(({ value }) => chosen.includes(value));
  return [...first, ...options.filter((option) => !first.includes(option))].slice(0, limit);
}

/** What a form came back with. */
export function submissionOf({ name, ...form }: FormReference, values: FormSubmission["values"]): FormSubmission {
  return { form: name, language: form.language, ...(form.subject === undefined ? {} : { subject: form.subject }), values };
}
