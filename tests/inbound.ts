import type { Action } from "../src/actions.ts";
import type { FormSubmission } from "../src/forms.ts";
import type { Inbound } from "../src/model.ts";

/** What was typed; undefined where nothing can be. */
export function typedIn(inbound: Inbound | null | undefined): string | undefined {
  return inbound?.kind === "asked" || inbound?.kind === "pressed" ? inbound.text : undefined;
}

/** The pressed button. */
export function actionIn(inbound: Inbound | null | undefined): Action | undefined {
  return inbound?.kind === "pressed" ? inbound.action : undefined;
}

/** The form that was sent in. */
export function submissionIn(inbound: Inbound | null | undefined): FormSubmission | undefined {
  return inbound?.kind === "submitted" ? inbound.submission : undefined;
}
