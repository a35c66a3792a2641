import { encodeForm } from "../../../src/actions.ts";
import type { FormReference, FormSubmission } from "../../../src/forms.ts";

/**
 * Remembers for a while what people submitted with forms: Discord forgets it, and a button has no room for it. It is kept only in memory, since it is needed
 * only after an error.
 */
export interface TypedForms {
  keep(person: string, submission: FormSubmission): void;
  of(person: string, form: FormReference): FormSubmission["values"] | undefined;
  /** Deletes everything that a person typed. */
  forget(person: string): void;
}

const KEPT = 500;
/** In ms. */
const KEPT_FOR = 15 * 60_000;

/** @param now the clock, in ms */
export function createTypedForms(now: () => number): TypedForms {
  /** The oldest first. */
  const kept = new Map<string, { readonly person: string; readonly values: FormSubmission["values"]; readonly until: number }>();
  const nameOf = (person: string, form: FormReference) => `${person} ${encodeForm(form)}`;

  function dropOld(): void {
    for (const [name, { until }] of kept) {
      if (until > now() && kept.size <= KEPT) return;
      kept.delete(name);
    }
  }

  return {
    keep(person, { form, values, ...reference }) {
      const name = nameOf(person, { name: form, ...reference });
      kept.delete(name);
      kept.set(name, { person, values, until: now() + KEPT_FOR });
      dropOld();
    },
    of(person, form) {
      dropOld();
      return kept.get(nameOf(person, form))?.values;
    },
    forget(person) {
      for (const [name, one] of kept) if (one.person === person) kept.delete(name);
    },
  };
}
