import { nudgeCommand } from "../commands/read-options.ts";
import { INTERACTION, INTERACTION_CONTEXT } from "../protocol.ts";
import { formIn } from "../render/forms.ts";
import type { TextKey } from "../texts.ts";
import type { InteractionEvent } from "./events.ts";
import { actionOf } from "./parse-interaction.ts";

/** Commands that cause messages to be sent later, or explain how. `/nudge newcomers` is not one if it only shows the setting, or ends it with "off". */
const SENDS_LATER = /^\/nudge (?:add|edit|help|now|resume|campaign start|newcomers (?!off$))/;

/**
 * Returns the text that explains why a command, a button or a form does not work without the bot's token: it would cause messages that do not answer an
 * interaction. Returns undefined for what works without a token.
 */
export function unsendable(event: InteractionEvent): TextKey | undefined {
  switch (event.type) {
    case INTERACTION.command: {
      const command = nudgeCommand(event.data, () => undefined) ?? "";
      if (command === "/quiz here" && event.context !== INTERACTION_CONTEXT.botDirectMessage) return "no-token-quiz";
      return SENDS_LATER.test(command) ? "no-token-nudges" : undefined;
    }
    case INTERACTION.component:
    case INTERACTION.modalSubmit: {
      const action = actionOf(event);
      const isCommand = action?.kind === "manage-nudge" && SENDS_LATER.test(`/nudge ${action.command}`);
      if (isCommand) return "no-token-nudges";
      switch (formIn(event.data.custom_id)?.name) {
        case "add-nudge":
        case "edit-nudge":
          return "no-token-nudges";
        case "ask-person":
          return "no-token-person";
        default:
          return undefined;
      }
    }
    default:
      return undefined;
  }
}
