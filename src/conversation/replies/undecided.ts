import { say } from "../../languages/index.ts";
import type { Reply } from "../../model.ts";
import type { PackIndex } from "../pack-index.ts";
import type { Audience } from "../reader.ts";
import { leadOf } from "./answer.ts";
import { entryButton, entryButtons, simpleButton, topicsButton } from "./buttons.ts";
import { emergencyContacts, ownEmergency, ownHelpdesk } from "./contacts.ts";

type Lead = "choices.body" | "choices.again" | "gone.choice";

/** Returns a reply with entries to choose from. */
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

/** Returns a reply with entries to choose from, the first of which is shown in brief: it is so likely that it saves most people a click. */
export function openedReply(packIndex: PackIndex, ids: readonly string[], audience: Audience): Reply {
  const entry = packIndex.entry(ids[0] ?? "", audience.languages);
  if (entry === undefined) return choicesReply(packIndex, ids, audience);
  return {
    ...choicesReply(packIndex, ids, audience),
    language: entry.language,
    title: entry.title,
    ...(entry.urgent ? { urgent: true, ...ownEmergency(audience) } : {}),
    ...leadOf(packIndex, entry, audience),
    body: [say(audience.language, "choices.opened"), entry.summary, say(audience.language, "choices.others")],
    choices: entryButtons(packIndex, ids.slice(1), audience),
    actions: [entryButton("show", entry, audience), ...waysOut(audience)],
  };
}

/** Returns a reply with first-aid entries to choose from, and whom to call at once. */
export function firstAidReply(packIndex: PackIndex, ids: readonly string[], audience: Audience): Reply {
  return {
    kind: "choices",
    language: audience.uiLanguage,
    title: say(audience.language, "first-aid.title"),
    urgent: true,
    body: [say(audience.language, "first-aid.body")],
    ...emergencyContacts(packIndex, audience),
    choices: entryButtons(packIndex, ids, audience),
    actions: [simpleButton("person", audience), simpleButton("help", audience)],
  };
}

/** Returns an honest "I do not know", with the nearest entries if there are any. */
export function unknownReply(packIndex: PackIndex, nearest: readonly string[], audience: Audience): Reply {
  const choices = entryButtons(packIndex, nearest, audience);
  return {
    kind: "unknown",
    language: audience.uiLanguage,
    body: [
      say(audience.language, "unknown.body"),
      say(audience.language, choices.length > 0 ? "unknown.nearest" : "unknown.elsewhere"),
    ],
    ...ownHelpdesk(audience),
    choices,
    actions: waysOut(audience),
  };
}

/** What Malinois says to a message that holds no question, or none that it could read. */
type Unreadable =
  | "unknown.no-words"
  | "unknown.address"
  | "unknown.files"
  | "none.body"
  | "complaint.body"
  | "worried.body"
  | "unclear.body";

/** Returns the reply to a message that holds no question, or none that Malinois could read, with ways to go on. */
export function unreadableReply(message: Unreadable, audience: Audience): Reply {
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
