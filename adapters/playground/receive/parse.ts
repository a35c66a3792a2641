import type { Action } from "../../../src/actions.ts";
import type { FormSubmission } from "../../../src/forms.ts";
import type { Asked, Pressed, Submitted } from "../../../src/model.ts";
import type { Exchange } from "../protocol.ts";
import { TEAM_CHANNEL } from "../team.ts";

/** Reads a question that was typed on the page. `handle` identifies the request whose response gets the replies. */
export function toAsked(exchange: Exchange, handle: string, text: string): Asked {
  // A message in a thread of the team's channel is addressed to people.
  return { kind: "asked", ...received(exchange, handle), text, addressed: exchange.letter === undefined };
}

/** Reads a press on a button of the page, with the text that was typed with it. */
export function toPressed(exchange: Exchange, handle: string, action: Action, text: string): Pressed {
  return { kind: "pressed", ...received(exchange, handle), action, text };
}

/** Reads a form that the page sent. */
export function toSubmitted(exchange: Exchange, handle: string, submission: Omit<FormSubmission, "language">): Submitted {
  return { kind: "submitted", ...received(exchange, handle), submission: { ...submission, language: exchange.language } };
}

function received({ message, thread, person, language, zone, letter }: Exchange, handle: string) {
  const inTeam = letter === undefined ? undefined : { channel: TEAM_CHANNEL, thread: String(letter), private: false };
  return {
    id: message,
    place: { platform: "playground", workspace: "", channel: "page", thread, private: true, ...inTeam, handle },
    ...(letter === undefined ? {} : { message: String(letter), amongOthers: true }),
    // On the playground anyone may try everything.
    asker: { id: person, language, ...(zone === undefined ? {} : { zone }), mayManage: "workspace" },
  } as const;
}
