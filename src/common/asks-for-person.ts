import type { Inbound } from "../model.ts";

/** Whether somebody is asking for a person, with the button or with the form that passes a question on. */
export function asksForPerson(inbound: Inbound): boolean {
  switch (inbound.kind) {
    case "pressed":
      return inbound.action.kind === "person" || (inbound.action.kind === "form" && inbound.action.form === "ask-person");
    case "submitted":
      return inbound.submission.form === "ask-person";
    case "asked":
    case "joined":
      return false;
  }
}
