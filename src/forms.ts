/** Forms: what people fill in. */
import type { Language } from "./basic-types.ts";

export type FormName = "add-nudge";

/** A form, in one language. Platforms that draw fewer fields draw the first ones; the rest keep their values. */
export interface Form {
  readonly name: FormName;
  readonly language: Language;
  readonly title: string;
  /** On the button that sends it. */
  readonly submit: string;
  /** Most important first; those without `optional` are among the first five. */
  readonly fields: readonly FormField[];
}

/** `values` is what is filled in at first: for "select", "text" and "time" at most one. */
export type FormField = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly values: readonly string[];
} & (
  | { readonly kind: "select"; readonly options: readonly FormOption[] }
  | { readonly kind: "multi-select"; readonly options: readonly FormOption[] }
  /** A wall-clock time of 24 hours, "09:30". */
  | { readonly kind: "text" | "time" }
);

export interface FormOption {
  readonly value: string;
  readonly label: string;
}

/** What was filled in, by the names of the fields; a field that is missing keeps the form's value. */
export interface FormSubmission {
  readonly form: FormName;
  readonly language: Language;
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** A form with other values in some of its fields, by their names. */
export function withValues(form: Form, values: FormSubmission["values"]): Form {
  return { ...form, fields: form.fields.map((field) => ({ ...field, values: values[field.name] ?? field.values })) };
}

/** Whose public holidays people can choose, as in ISO 3166-2; "none" for none. */
export const REGIONS = ["BE", "BE-VLG", "BE-WAL", "BE-BRU", "BE-DE", "LU", "none"] as const;
/** What people can choose for holidays and days off: skip the nudge, send it on the next working day, or send it anyway. */
export const DAYS_OFF = ["skip", "move", "send"] as const;
