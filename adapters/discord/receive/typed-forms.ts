import { encodeForm } from "../../../src/actions.ts";
import { createBoundedMap } from "../../../src/common/bounded-map.ts";
import type { FormReference, FormSubmission } from "../../../src/forms.ts";

/**
 * Remembers for a while what people submitted with forms: Discord forgets it, and a button has no room for it. It is kept only in memory, since it is needed
 * only after an error.
 */
export interface TypedForms {
  keep(person: string, submission: FormSubmission): void;
  of(person: string, form: FormReference): FormSubmission["values"] | undefined;
}

const KEPT = 500;
/** In ms. */
const KEPT_FOR = 15 * 60_000;

export function createTypedForms(now: () => number): TypedForms {
  const kept = createBoundedMap<string, FormSubmission["values"]>(KEPT, now);
  const nameOf = (person: string, form: FormReference) => `${person} ${encodeForm(form)}`;
  return {
    keep: (person, { form, values, ...reference }) => kept.set(nameOf(person, { name: form, ...reference }), values, KEPT_FOR),
    of: (person, form) => kept.get(nameOf(person, form)),
  };
}
