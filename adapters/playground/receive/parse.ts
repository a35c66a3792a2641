import type { Action } from "../../../src/actions.ts";
import type { FormSubmission } from "../../../src/forms.ts";
import type { Asked, Pressed, Submitted } from "../../../src/model.ts";
import type { Exchange } from "../protocol.ts";

/** Reads a question that was typed on the page. `handle` names the request, so that the replies find their way back to it. */
export function toAsked(exchange: Exchange, handle: string, text: string): Asked {
  return { kind: "asked", ...received(exchange, handle), text, addressed: true };
}

/** Reads a press on a button of the page, with what was typed beside it. */
export function toPressed(exchange: Exchange, handle: string, action: Action, text: string): Pressed {
  return { kind: "pressed", ...received(exchange, handle), action, text };
}

/** Reads a form that the page sent in. */
export function toSubmitted(exchange: Exchange, handle: string, submission: Omit<FormSubmission, "language">): Submitted {
  return { kind: "submitted", ...received(exchange, handle), submission: { ...submission, language: exchange.language } };
}

function received({ message, thread, person, language, zone }: Exchange, handle: string) {
  return {
    id: message,
    place: { platform: "playground", workspace: "", channel: "page", thread, private: true, handle },
    // On the playground anyone may try everything.
    asker: { id: person, language, ...(zone === undefined ? {} : { zone }), mayManage: "workspace" },
  } as const;
}
