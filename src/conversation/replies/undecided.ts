import { say } from "../../languages/index.ts";
import type { Reply } from "../../model.ts";
import type { Library } from "../pack-index.ts";
import type { Reader } from "../reader.ts";
import { entryButtons, simpleButton, topicsButton } from "./buttons.ts";

type Lead = "choices.body" | "choices.again" | "gone.choice";

/** Entries to choose from. */
export function choicesReply(library: Library, ids: readonly string[], reader: Reader, lead: Lead = "choices.body"): Reply {
  return {
    kind: "choices",
    language: reader.voice,
    body: [say(reader.language, lead)],
    choices: entryButtons(library, ids, reader),
    actions: waysOut(reader),
  };
}

/** An honest "I do not know", with the nearest topics where some are near. */
export function unknownReply(library: Library, nearest: readonly string[], reader: Reader): Reply {
  const choices = entryButtons(library, nearest, reader);
  return {
    kind: "unknown",
    language: reader.voice,
    body: [
      say(reader.language, "unknown.body"),
      say(reader.language, choices.length > 0 ? "unknown.nearest" : "unknown.elsewhere"),
    ],
    choices,
    actions: waysOut(reader),
  };
}

/** To a message that holds no question, or none that Malinois could read. */
export function unreadableReply(message: "unknown.no-words" | "unknown.address" | "none.body", reader: Reader): Reply {
  return {
    kind: "unknown",
    language: reader.voice,
    body: [say(reader.language, message)],
    choices: [],
    actions: [...waysOut(reader), simpleButton("help", reader)],
  };
}

function waysOut(reader: Reader): Reply["actions"] {
  return [topicsButton(reader), simpleButton("person", reader)];
}
