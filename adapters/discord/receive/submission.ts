import type { FormSubmission } from "../../../src/forms.ts";
import { enteredValues, submissionOf } from "../../kit/form-values.ts";
import { formIn, REASON } from "../render/forms.ts";
import type { InteractionEvent } from "./events.ts";

/** What was filled in, and chosen before; undefined for a form that is not Malinois's. */
export function submissionIn({ data }: Extract<InteractionEvent, { type: 5 }>): FormSubmission | undefined {
  const form = formIn(data.custom_id);
  if (form === undefined) return undefined;
  const values = data.components.flat().map(({ custom_id, value, values: chosen }) => {
    return [custom_id, chosen ?? enteredValues(value)] as const;
  });
  const presets = Object.entries(form.presets).map(([name, value]) => [name, [value]] as const);
  return submissionOf(form, Object.fromEntries([...presets, ...values]));
}

/** What was typed into the form; empty where nothing was. */
export function reasonIn({ data }: Extract<InteractionEvent, { type: 5 }>): string {
  const field = data.components.flat().find(({ custom_id }) => custom_id === REASON);
  return typeof field?.value === "string" ? field.value.trim() : "";
}
