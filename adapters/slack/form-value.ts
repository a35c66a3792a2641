import { decodeForm, encodeForm } from "../../src/actions.ts";
import type { Form, FormReference, FormSubmission } from "../../src/forms.ts";
import { LIMIT } from "./render/limits.ts";

/** A form that a button opens, with the values that are filled in already. */
export interface WantedForm extends FormReference {
  readonly values: FormSubmission["values"];
}

/** Returns the value of the button that opens a form: the form's reference and, if there is room for them, its values. */
export function writeFormValue(form: Form): string {
  const pairs = form.fields.flatMap(({ name, values }) =>
    (values.length > 0 ? values : [""]).map((value): [string, string] => [name, value]),
  );
  const written = `${encodeForm(form)}?${new URLSearchParams(pairs)}`;
  return written.length <= LIMIT.buttonValue ? written : encodeForm(form);
}

/** Reads what {@link writeFormValue} wrote; undefined for anything else. */
export function readFormValue(written: string): WantedForm | undefined {
  const [reference = "", query = ""] = written.split("?");
  const form = decodeForm(reference);
  const given = new URLSearchParams(query);
  const valuesOf = (name: string) => given.getAll(name).filter((value) => value !== "");
  return form && { ...form, values: Object.fromEntries([...new Set(given.keys())].map((name) => [name, valuesOf(name)])) };
}
