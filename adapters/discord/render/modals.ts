import type { APIModalInteractionResponseCallbackData } from "discord.js";
import type { Action } from "../../../src/actions.ts";
import { encodeAction } from "../../../src/actions.ts";
import { COMPONENT, PARAGRAPH_INPUT } from "../protocol.ts";
import type { InteractionEvent } from "../receive/events.ts";
import { say } from "../texts.ts";

const REASON = "reason";
const LONGEST_REASON = 1_000;

/** The form that asks why an answer did not help; its custom id is the action, so that it outlives a restart. */
export function reasonModal(action: Extract<Action, { kind: "feedback" }>): APIModalInteractionResponseCallbackData {
  const { language } = action;
  return {
    custom_id: encodeAction(action),
    title: say(language, "reason-title"),
    components: [
      {
        type: COMPONENT.label,
        label: say(language, "reason-label"),
        description: say(language, "reason-hint"),
        component: {
          type: COMPONENT.textInput,
          custom_id: REASON,
          style: PARAGRAPH_INPUT,
          required: false,
          max_length: LONGEST_REASON,
        },
      },
    ],
  };
}

/** What was typed into the form; empty where nothing was. */
export function reasonIn({ data }: Extract<InteractionEvent, { type: 5 }>): string {
  const field = data.components.flat().find(({ custom_id }) => custom_id === REASON);
  return typeof field?.value === "string" ? field.value.trim() : "";
}
