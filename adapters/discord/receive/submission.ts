import type { FormSubmission } from "../../../src/forms.ts";
import { enteredValues, submissionOf } from "../../kit/form-values.ts";
import { formIn, REASON } from "../render/forms.ts";
import type { InteractionEvent } from "./events.ts";

/** Returns what was filled in, and what was chosen before in the command; undefined if it is not one of Malinois's forms. */
export function submissionIn({ data }: Extract<InteractionEvent, { type: 5 }>): FormSubmission | undefined {
  const form = formIn(data.custom_id);
  if (form === undefined) return undefined;
  const values = data.components.flat().map(({ custom_id, value, values: chosen }) => {
    return [custom_id, chosen ?? enteredValues(value)] as const;
  });
  const presets = Object.entries(form.presets).map(([name, value]) => [name, [value]] as const);
  return submissionOf(form, Object.fromEntries([...presets, ...values]));
}

/** Returns the reason that was typed into the feedback form; empty if there is none. */
export function reasonIn({ data }: Extract<InteractionEvent, { type: 5 }>): string {
  const field = data.components.flat().find(({ custom_id }) => custom_id === REASON);
  return typeof field?.value === "string" ? field.value.trim() : "";
}
