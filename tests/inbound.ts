import type { Action } from "../src/actions.ts";
import type { FormSubmission } from "../src/forms.ts";
import type { Inbound } from "../src/model.ts";

/** Returns what somebody typed, or undefined if this kind of message holds no typed text. */
export function typedIn(inbound: Inbound | null | undefined): string | undefined {
  return inbound?.kind === "asked" || inbound?.kind === "pressed" ? inbound.text : undefined;
}

/** Returns the action of the pressed button, if a button was pressed. */
export function actionIn(inbound: Inbound | null | undefined): Action | undefined {
  return inbound?.kind === "pressed" ? inbound.action : undefined;
}

/** Returns the submitted form, if a form was submitted. */
export function submissionIn(inbound: Inbound | null | undefined): FormSubmission | undefined {
  return inbound?.kind === "submitted" ? inbound.submission : undefined;
}
