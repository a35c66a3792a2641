import { type Action, decodeAction } from "../../../src/actions.ts";
import { languageOfLocale, uiLanguageFor } from "../../../src/languages/languages.ts";
import type { Asked, Inbound, Person, Place, Pressed, Submitted } from "../../../src/model.ts";
import { pickedEntry, pickedTitle, type Titled } from "../commands/autocomplete.ts";
import { nudgeCommand, optionText } from "../commands/read-options.ts";
import { encodeHandle } from "../handle.ts";
import { COMMAND, INTERACTION, INTERACTION_CONTEXT, MESSAGE_FLAG, THREADS } from "../protocol.ts";
import type { CommandEvent, InteractionEvent } from "./events.ts";
import { messageText } from "./message-text.ts";
import { PLATFORM } from "./parse.ts";
import { mayPostAt, personOf } from "./rights.ts";
import { reasonIn, submissionIn } from "./submission.ts";

/** The parts of the pack that can be picked in a command. */
export interface Pickable {
  readonly areas: readonly Titled[];
  readonly campaigns: readonly Titled[];
}

/** Reads an interaction. Returns null for autocompletion, for commands that Malinois does not have, and for buttons of another version. */
export function parseInteraction(event: InteractionEvent, pickable: Pickable): Inbound | null {
  const asked = askedBy(event, pickable);
  const asker = askerOf(event);
  const mayPost = mayPostAt(event);
  if (asked === null || asker === undefined) return null;
  const id = `${PLATFORM}:${sharedOnce(event) ?? `interaction:${event.id}`}`;
  return { id, place: placeOf(event), asker, ...asked, ...(mayPost === undefined ? {} : { mayPost }), ...originOf(event) };
}

/** Returns the message that the interaction began at. An ephemeral one is left out: it does not last, and no thread can be opened on it. */
function originOf(event: InteractionEvent): Pick<Inbound, "message" | "amongOthers"> {
  const message = "message" in event ? event.message : undefined;
  if (!message || (message.flags & MESSAGE_FLAG.ephemeral) !== 0) return {};
  const isDirect = event.context === INTERACTION_CONTEXT.botDirectMessage;
  return { ...(message.id === undefined ? {} : { message: message.id }), ...(isDirect ? {} : { amongOthers: true }) };
}

/** Returns who used an interaction, with the language of their Discord client. */
export function askerOf({ member, user, locale }: InteractionEvent): Person | undefined {
  const account = member?.user ?? user;
  const language = languageOfLocale(locale);
  return account ? { ...personOf(account, member), ...(language === undefined ? {} : { language }) } : undefined;
}

type Content<Part extends Inbound> = Omit<Part, "id" | "place" | "asker" | "mayPost" | "message" | "amongOthers">;
/** What an interaction says: in text, with a button, or with a form. */
type InteractionContent = Content<Asked> | Content<Pressed> | Content<Submitted>;

function typed(text: string): Content<Asked> {
  return { kind: "asked", text, addressed: true, standsAlone: true };
}

function pressed(action: Action, text = ""): Content<Pressed> {
  return { kind: "pressed", action, text };
}

function askedBy(event: InteractionEvent, pickable: Pickable): InteractionContent | null {
  switch (event.type) {
    case INTERACTION.command:
      return askedByCommand(event, pickable);
    case INTERACTION.component: {
      const action = actionOf(event);
      return action === undefined ? null : pressed(action);
    }
    case INTERACTION.modalSubmit: {
      const submission = submissionIn(event);
      if (submission !== undefined) return { kind: "submitted", submission };
      const action = actionOf(event);
      return action === undefined ? null : pressed(action, reasonIn(event));
    }
    default:
      return null;
  }
}

/** Returns the action of a pressed button, a menu's choice or a form; undefined if another version wrote it. */
export function actionOf(event: Extract<InteractionEvent, { type: 3 | 5 }>): Action | undefined {
  const chosen = event.type === INTERACTION.component ? event.data.values[0] : undefined;
  return decodeAction(chosen ?? event.data.custom_id);
}

function askedByCommand({ data, locale }: CommandEvent, { areas, campaigns }: Pickable): InteractionContent | null {
  if (data.type === COMMAND.message) {
    const target = data.resolved?.messages?.[data.target_id ?? ""];
    if (target === undefined) return null;
    return { ...typed(messageText(target)), ...(target.attachments.length > 0 ? { hasFiles: true } : {}) };
  }
  const language = uiLanguageFor(languageOfLocale(locale));
  if (data.name === "ask") {
    const question = optionText(data.options, "question");
    const action = pickedEntry(question);
    return action === undefined ? typed(question) : pressed(action);
  }
  const command = nudgeCommand(data, (name) => pickedTitle(name, campaigns));
  if (command !== undefined) return typed(command);
  const subcommand = data.options[0];
  if (data.name !== "malinois" || subcommand === undefined) return null;
  switch (subcommand.name) {
    case "help":
    case "why":
    case "privacy":
    case "settings":
    case "my-data":
      return pressed({ kind: subcommand.name, language });
    case "erase":
      return pressed({ kind: "confirm-erase", language });
    case "stats":
    case "admin":
      return typed(subcommand.name);
    case "topics": {
      const wanted = optionText(subcommand.options ?? [], "area").trim();
      const area = pickedTitle(wanted, areas) ?? wanted;
      return pressed({ kind: "topics", language, ...(area === "" ? {} : { area }) });
    }
    default:
      return null;
  }
}

/** Returns the same id for all presses that share an entry from one message, so that it is shared only once; undefined for anything else. */
function sharedOnce(event: InteractionEvent): string | undefined {
  if (event.type !== INTERACTION.component || event.message?.id === undefined) return undefined;
  const action = actionOf(event);
  return action?.kind === "share" ? `share:${event.message.id}:${action.entry}` : undefined;
}

/** Returns the place where an interaction is answered. */
export function placeOf(event: InteractionEvent): Place {
  const { channel } = event;
  const here = channel?.id ?? event.channel_id ?? "";
  const inThread = THREADS.includes(channel?.type);
  const alone = isForAskerAlone(event);
  const isDirect = event.context === INTERACTION_CONTEXT.botDirectMessage;
  const recipient = isDirect ? (event.user ?? event.member?.user)?.id : undefined;
  return {
    platform: PLATFORM,
    workspace: event.guild_id ?? "",
    channel: (inThread && channel?.parent_id) || here,
    ...(inThread ? { thread: here } : {}),
    private: alone,
    ...(recipient === undefined ? {} : { recipient }),
    handle: encodeHandle({
      kind: "interaction",
      application: event.application_id,
      token: event.token,
      ephemeral: alone && !isDirect,
    }),
  };
}

/** Returns whether only the asker sees the answer to an interaction. The first response decides that for good. */
function isForAskerAlone(event: InteractionEvent): boolean {
  if (event.context === INTERACTION_CONTEXT.botDirectMessage) return true;
  if (event.type === INTERACTION.command)
    return !event.data.options.some(({ name, value }) => name === "public" && value === true);
  if (event.type !== INTERACTION.component) return true;
  return actionOf(event)?.kind !== "share";
}
