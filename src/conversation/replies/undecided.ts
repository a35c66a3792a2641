import { say } from "../../languages/index.ts";
import type { Reply } from "../../model.ts";
import type { PackIndex } from "../pack-index.ts";
import type { Audience } from "../reader.ts";
import { entryButtons, simpleButton, topicsButton } from "./buttons.ts";

type Lead = "choices.body" | "choices.again" | "gone.choice";

/** Entries to choose from. */
export function choicesReply(
  packIndex: PackIndex,
  ids: readonly string[],
  audience: Audience,
  lead: Lead = "choices.body",
): Reply {
  return {
    kind: "choices",
    language: audience.uiLanguage,
    body: [say(audience.language, lead)],
    choices: entryButtons(packIndex, ids, audience),
    actions: waysOut(audience),
  };
}

/** An honest "I do not know", with the nearest topics where some are near. */
export function unknownReply(packIndex: PackIndex, nearest: readonly string[], audience: Audience): Reply {
  const choices = entryButtons(packIndex, nearest, audience);
  return {
    kind: "unknown",
    language: audience.uiLanguage,
    body: [
      say(audience.language, "unknown.body"),
      say(audience.language, choices.length > 0 ? "unknown.nearest" : "unknown.elsewhere"),
    ],
    choices,
    actions: waysOut(audience),
  };
}

/** To a message that holds no question, or none that Malinois could read. */
export function unreadableReply(message: "unknown.no-words" | "unknown.address" | "none.body", audience: Audience): Reply {
  return {
    kind: "unknown",
    language: audience.uiLanguage,
    body: [say(audience.language, message)],
    choices: [],
    actions: [...waysOut(audience), simpleButton("help", audience)],
  };
}

function waysOut(audience: Audience): Reply["actions"] {
  return [topicsButton(audience), simpleButton("person", audience)];
}
