/** Forms that people fill in. */
import type { Language } from "./basic-types.ts";

/**
 * "add-nudge" sets up a nudge, and "edit-nudge" changes one. "ask-person" passes a question to a person, "hand-off-answer" answers it, "hand-off-reply"
 * continues from the answer, and "save-answer" turns it into a draft entry. "settings" changes a workspace's settings.
 */
export const FORM_NAMES = [
  "add-nudge",
  "edit-nudge",
  "ask-person",
  "hand-off-answer",
  "hand-off-reply",
  "save-answer",
  "settings",
] as const;

export type FormName = (typeof FORM_NAMES)[number];

/** Identifies a form, in the button that opens it and when it is submitted. */
export interface FormReference {
  readonly name: FormName;
  /** The id of what it is about, at most 40 characters of `A–Z a–z 0–9 _ -`; absent if the name is enough. */
  readonly subject?: string;
  readonly language: Language;
}

/**
 * A form, in one language. Platforms that can show fewer fields show the first ones, and leave out optional ones whose values they cannot show whole;
 * the other fields keep their values.
 */
export interface Form extends FormReference {
  readonly title: string;
  /** What people should know before they fill it in, in a sentence or two. Absent: the fields explain themselves. */
  readonly intro?: string;
  /** The label of the button that submits it. */
  readonly submit: string;
  /** The most important first. Those without `optional` are among the first five, or the first four if there is an intro. */
  readonly fields: readonly FormField[];
  /** Why the form is shown again, with the values that were filled in. Absent: it is shown for the first time. */
  readonly problem?: FormProblem;
}

/** Why a submitted form was rejected: shown next to the field where the platform supports that. */
export interface FormProblem {
  /** The name of the field. */
  readonly field: string;
  readonly text: string;
}

/** A field of a form. `values` are its initial values: at most one, except for "multi-select", "channels" and "people". */
export type FormField = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly values: readonly string[];
} & (
  | { readonly kind: "select"; readonly options: readonly FormOption[] }
  | { readonly kind: "multi-select"; readonly options: readonly FormOption[] }
  /** Ids of channels or people, picked with the platform's own picker, or typed with commas between them. */
  | { readonly kind: "channels" | "people"; readonly most: number }
  /** "time": a wall-clock time of 24 hours, "09:30". "long-text": several lines. */
  | { readonly kind: "text" | "long-text" | "time" }
);

export interface FormOption {
  readonly value: string;
  readonly label: string;
}

/** The values that were filled in, by the names of the fields; a missing field keeps the form's value. */
export interface FormSubmission {
  readonly form: FormName;
  /** As in the form. */
  readonly subject?: string;
  readonly language: Language;
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** Returns the form with other values in some of its fields, given by their names. */
export function withValues(form: Form, values: FormSubmission["values"]): Form {
  return { ...form, fields: form.fields.map((field) => ({ ...field, values: values[field.name] ?? field.values })) };
}

/** The countries and regions whose public holidays people can choose, as ISO 3166-2 codes; "none" for none. */
export const REGIONS = ["BE", "BE-VLG", "BE-WAL", "BE-BRU", "BE-DE", "LU", "none"] as const;
/** What people can choose for holidays and days off: skip the nudge, send it on the next working day, or send it anyway. */
export const DAYS_OFF = ["skip", "move", "send"] as const;
