import type { Action } from "../../../src/actions.ts";
import { DEFAULT_UI_LANGUAGE } from "../../../src/languages/languages.ts";
import type { Asked, Joined, Language, Person, Pressed } from "../../../src/model.ts";
import type { Opening } from "../../../src/ports.ts";
import { type Payload, record, records, text } from "../../kit/payload.ts";
import { readHandle, writeHandle } from "../handle.ts";
import type { Bot } from "./bot.ts";
import { personIn, profileOf } from "./people.ts";
import { hasFiles, messageText } from "./text/message-text.ts";
import { mentions, mentionsAnybody, readMrkdwn } from "./text/plain-text.ts";

export const PLATFORM = "slack";
/** Subtypes of messages that people write. Any other is an edit, a deletion, a message of a bot, a join or other news of the channel. */
const SPOKEN_SUBTYPES: readonly (string | undefined)[] = [undefined, "file_share", "thread_broadcast"];

/**
 * Reads an `app_mention` or `message` event. Returns null for what is not for Malinois: edits (see {@link parseEdit}), deletions, messages of bots and its own,
 * and those that mention only somebody else. A message without any mention is a question with `addressed: false`. A mention that arrives as both kinds of event
 * is the same question twice.
 */
export function parseMessage(body: Payload, bot: Bot): Asked | null {
  const event = record(body, "event");
  const [user, channel, ts] = [text(event, "user"), text(event, "channel"), text(event, "ts")];
  if (user === undefined || channel === undefined || ts === undefined) return null;
  if (user === bot.userId || user === "USLACKBOT") return null;
  if (text(event, "bot_id") !== undefined || event.bot_profile !== undefined || event.edited !== undefined) return null;
  if (event.hidden === true || !SPOKEN_SUBTYPES.includes(text(event, "subtype"))) return null;

  const written = text(event, "text") ?? "";
  const root = text(event, "thread_ts");
  const direct = text(event, "channel_type") === "im" || isDirect(channel);
  const addressed = direct || text(event, "type") === "app_mention" || mentions(written, bot.userId);
  // A message that mentions only other people is not for Malinois.
  if (!addressed && mentionsAnybody(written)) return null;
  const workspace = workspaceOf(body, bot);
  const id = `${PLATFORM}:${workspace}:${channel}:${ts}`;
  const handle = writeHandle({ question: id, asker: user, ...(root === undefined && !direct && { opens: ts }) });
  const recipient = direct ? { recipient: user } : {};
  const place = { platform: PLATFORM, workspace, channel, thread: root ?? ts, private: direct, ...recipient, handle };
  const files = hasFiles(event) ? { hasFiles: true } : {};
  return { kind: "asked", id, place, asker: { id: user }, text: messageText(event), addressed, ...files };
}

/** In seconds. A mention that is added later than this corrects an old message; it is not a question. */
const LATEST_EDIT = 3_600;

/**
 * Reads a `message_changed` event of an edit that adds a mention of Malinois. This asks Malinois, as if the mention had been there from the start. Returns null
 * for every other edit. The question has an id of its own, since the message may have been received without the mention already, and not been answered.
 */
export function parseEdit(body: Payload, bot: Bot): Asked | null {
  const event = record(body, "event");
  const [after, before] = [record(event, "message"), record(event, "previous_message")];
  const [written, edited] = [text(after, "ts"), text(record(after, "edited"), "ts")];
  if (text(event, "subtype") !== "message_changed" || written === undefined || edited === undefined) return null;
  if (Number(edited) - Number(written) > LATEST_EDIT) return null;
  if (!mentions(text(after, "text") ?? "", bot.userId) || mentions(text(before, "text") ?? "", bot.userId)) return null;
  const { edited: _, ...message } = after;
  const place = { channel: event.channel, channel_type: event.channel_type };
  const asked = parseMessage({ ...body, event: { ...message, ...place } }, bot);
  // In a direct conversation every message is a question already, with or without a mention.
  return asked === null || asked.place.private ? null : { ...asked, id: editedQuestion(asked.id) };
}

/** Returns the id of the question that an edit turned a message into. */
export function editedQuestion(id: string): string {
  return `${id}:edited`;
}

/** Returns what begins with a message that is not addressed to Malinois; undefined if it continues a thread. */
export function openingOf({ place }: Asked): Opening | undefined {
  return readHandle(place.handle).opens === undefined ? undefined : "message";
}

/** Reads an `app_home_opened` event of the Home tab as a request for the start page. Returns null for the other tab. */
export function parseHomeOpened(body: Payload, bot: Bot, language: Language | undefined): Pressed | null {
  const event = record(body, "event");
  const [user, moment] = [text(event, "user"), text(event, "event_ts")];
  if (event.tab !== "home" || user === undefined || moment === undefined) return null;
  return homeInbound(workspaceOf(body, bot), user, moment, language);
}

/** Returns a request for somebody's start page; `moment` makes its id unique. */
export function homeInbound(workspace: string, user: string, moment: string, language: Language | undefined): Pressed {
  const id = `${PLATFORM}:${workspace}:home:${user}:${moment}`;
  const place = {
    platform: PLATFORM,
    workspace,
    channel: user,
    recipient: user,
    private: true,
    handle: writeHandle({ question: id, home: user }),
  };
  const action = { kind: "home", language: language ?? DEFAULT_UI_LANGUAGE } as const;
  return { kind: "pressed", id, place, asker: askerOf(user, language), action, text: "" };
}

/** Reads the slash commands `/ask …`, `/malinois …`, `/nudge …` and `/quiz …`; only the asker sees the answers. */
export function parseCommand(body: Payload, bot: Bot, language: Language | undefined): Asked | Pressed | null {
  const [user, channel, trigger] = [text(body, "user_id"), text(body, "channel_id"), text(body, "trigger_id")];
  if (user === undefined || channel === undefined || trigger === undefined) return null;
  const workspace = workspaceOf(body, bot);
  const id = `${PLATFORM}:${workspace}:command:${trigger}`;
  const response = text(body, "response_url");
  const handle = writeHandle({ question: id, asker: user, trigger, ...(response !== undefined && { response }) });
  // Malinois is not part of a conversation between two people, so what is set up there is set up for the asker alone.
  const recipient = isDirect(channel) ? { recipient: user } : {};
  const place = { platform: PLATFORM, workspace, channel, private: true, ...recipient, handle };
  const typed = readMrkdwn(text(body, "text") ?? "");
  const command = text(body, "command") ?? "";
  const action = command === "/malinois" ? subcommand(typed, language ?? DEFAULT_UI_LANGUAGE) : undefined;
  const asker = askerOf(user, language);
  if (action !== undefined) return { kind: "pressed", id, place, asker, action, text: "" };
  const asked = TEXT_COMMANDS.includes(command) ? `${command} ${typed}`.trim() : typed;
  return { kind: "asked", id, place, asker, text: asked, addressed: true, standsAlone: true };
}

/** Commands that are part of the text that Malinois reads, so that they mean the same as in a message. */
const TEXT_COMMANDS: readonly string[] = ["/nudge", "/quiz"];

/** Reads a `team_join` event: somebody is new in the workspace. Returns null for bots. */
export function parseJoined(body: Payload, bot: Bot): Joined | null {
  const joined = record(record(body, "event"), "user");
  const user = text(joined, "id");
  if (user === undefined || joined.is_bot === true || user === "USLACKBOT") return null;
  const workspace = workspaceOf(body, bot);
  const place = { platform: PLATFORM, workspace, channel: user, recipient: user, private: true };
  const asker = { id: user, ...personIn(profileOf(joined, bot)) };
  return { kind: "joined", id: `${PLATFORM}:${workspace}:joined:${user}`, place, asker };
}

/** Returns the action that the text after `/malinois` names; undefined if it is an ordinary question. */
function subcommand(typed: string, language: Language): Action | undefined {
  const [name = "", ...rest] = typed.toLowerCase().split(/\s+/);
  const area = rest.join(" ");
  switch (name) {
    case "":
      return { kind: "help", language };
    case "topics":
      return area === "" ? { kind: "topics", language } : { kind: "topics", language, area };
    case "help":
    case "why":
    case "privacy":
    case "settings":
    case "my-data":
      return area === "" ? { kind: name, language } : undefined;
    case "erase":
      return area === "" ? { kind: "confirm-erase", language } : undefined;
    default:
      return undefined;
  }
}

/** Returns a person with the language of their Slack settings. */
export function askerOf(user: string, language: Language | undefined): Person {
  return language === undefined ? { id: user } : { id: user, language };
}

/** Returns the workspace that a payload of any kind came from; empty if it names none. */
export function workspaceOf(body: Payload, bot: Bot): string {
  if (bot.workspace !== undefined) return bot.workspace;
  const [authorization = {}] = records(body, "authorizations");
  return (
    text(body, "context_team_id") ??
    text(authorization, "team_id") ??
    text(record(body, "view"), "app_installed_team_id") ??
    text(body, "team_id") ??
    text(record(body, "team"), "id") ??
    text(record(body, "user"), "team_id") ??
    ""
  );
}

/**
 * Returns whether a payload comes from the one workspace that Malinois serves; always true if it serves a whole organisation. What people of other companies do
 * in a shared channel counts as coming from the workspace that Malinois is installed in.
 */
export function isOwnWorkspace(body: Payload, { workspace }: Bot): boolean {
  if (workspace === undefined) return true;
  const installed = records(body, "authorizations").flatMap((authorization) => text(authorization, "team_id") ?? []);
  const team = text(body, "command") === undefined ? undefined : text(body, "team_id");
  const view = text(record(body, "view"), "app_installed_team_id");
  if (view !== undefined) return view === workspace;
  // If somebody of another company presses a button in a shared channel, Malinois's message names the workspace that it was sent from.
  const pressed = [
    text(record(body, "team"), "id"),
    text(record(body, "user"), "team_id"),
    text(record(body, "message"), "team"),
  ];
  if (pressed.some((named) => named !== undefined) && !pressed.includes(workspace)) return false;
  return (installed.length === 0 || installed.includes(workspace)) && (team === undefined || team === workspace);
}

/** Whether a channel is a conversation with one person; Slack also accepts the person's own id for it. */
export function isDirect(channel: string): boolean {
  return /^[DUW]/.test(channel);
}
