import { askBody, pressBody, submitBody } from "../../../adapters/playground/protocol.ts";
import { toAsked, toPressed, toSubmitted } from "../../../adapters/playground/receive/parse.ts";
import { renderReply } from "../../../adapters/playground/render/render.ts";
import type { Action } from "../../../src/actions.ts";
import type { Inbound, Reply } from "../../../src/model.ts";
import { turn } from "../playground/start-playground.ts";
import { buttonsOf, replyWith } from "./actions.ts";

/** What a person does on the playground's page. Each function turns what the page posts into the resulting inbound message. */
export const playground = {
  ask(typed: string): Inbound {
    const { text, ...rest } = askBody.parse({ ...turn, text: typed });
    return toAsked(rest, "1", text);
  },
  /** Submits a form with a time. */
  fillIn(time: string): Inbound {
    const { form, values, ...rest } = submitBody.parse({ ...turn, form: "add-nudge", values: { time: [time] } });
    return toSubmitted(rest, "1", { form, values });
  },
  pressAll: (reply: Reply): readonly Inbound[] => encodedActions(reply).map((encoded) => press(encoded)),
  /** Says that an answer did not help, and why. */
  complain(action: Action, reason: string): Inbound | null {
    const [encoded] = encodedActions(replyWith({ actions: buttonsOf(action) }));
    return encoded === undefined ? null : press(encoded, reason);
  },
};

function encodedActions(reply: Reply): readonly string[] {
  return renderReply(reply).parts.flatMap((part) => ("buttons" in part ? part.buttons.map(({ action }) => action) : []));
}

function press(encoded: string, typed?: string): Inbound {
  const { text, action, ...rest } = pressBody.parse({ ...turn, action: encoded, text: typed });
  return toPressed(rest, "1", action, text);
}
