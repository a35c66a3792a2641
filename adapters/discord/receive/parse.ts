import type { Asked, Joined, Place } from "../../../src/model.ts";
import type { Opening, WorkspaceKey } from "../../../src/ports.ts";
import { decodeHandle, encodeHandle } from "../handle.ts";
import { MESSAGE_TYPE } from "../protocol.ts";
import { deletionEvent, type MessageEvent, memberEvent, messageEvent, serverGoneEvent } from "./events.ts";
import { messageText } from "./message-text.ts";
import { personOf } from "./rights.ts";

export const PLATFORM = "discord";

/** The bot that messages may be addressed to. */
export interface Listener {
  /** The bot's user id. */
  readonly id: string;
  /** The role that Discord made for the bot in the message's server: people mention it instead of the bot. Absent: there is none, or it is not known. */
  readonly role?: string | undefined;
  /** Whether Discord gives it the content of messages that are not addressed to it. */
  readonly readsAll: boolean;
}

/** The kind of a message's channel, as far as answers depend on it. */
export type ChannelKind =
  /** `inForum`: the thread is a post of a forum. */
  | { readonly kind: "thread"; readonly parent: string; readonly inForum: boolean }
  /** `opensThreads`: a thread can be opened on a message in it. */
  | { readonly kind: "channel"; readonly opensThreads: boolean };

/**
 * Reads a MESSAGE_CREATE event. Returns null for what is not meant for Malinois: messages of bots (also its own), of webhooks and of the system, and
 * talk among people. With `readsAll`, a message in a server that mentions nobody and replies to nobody is returned as not addressed.
 */
export function parseMessage(event: unknown, listener: Listener): Asked | null {
  const { success, data: message } = messageEvent.safeParse(event);
  if (!success || message.author.bot || message.webhook_id) return null;
  if (message.type !== MESSAGE_TYPE.default && message.type !== MESSAGE_TYPE.reply) return null;
  const { guild_id: server, channel_id: channel, mentions, referenced_message: repliedTo } = message;
  const mentioned = isMentioned(message, listener);
  const text = messageText(message);
  // A reply that does not notify the bot arrives without its content, unless the bot may read all messages.
  const addressed = !server || mentioned || (repliedTo?.author.id === listener.id && text !== "");
  const amongOthers = mentions.length > 0 || message.mention_roles.length > 0 || (repliedTo !== undefined && repliedTo !== null);
  if (!addressed && (!listener.readsAll || amongOthers || text === "")) return null;
  const idOf = (messageId: string) => questionId(server, channel, messageId);
  const answer = repliedTo?.author.id === listener.id ? repliedTo : undefined;
  const answered = answer?.message_reference?.message_id;
  return {
    kind: "asked",
    id: idOf(message.id),
    ...(answered === undefined ? {} : { repliesTo: idOf(answered) }),
    ...(answer?.id === undefined ? {} : { message: answer.id }),
    place: {
      platform: PLATFORM,
      workspace: server ?? "",
      channel,
      private: !server,
      ...(server ? {} : { recipient: message.author.id }),
      handle: encodeHandle({ kind: "reply", message: message.id, asker: message.author.id, opensThread: false }),
    },
    asker: personOf(message.author, message.member),
    text,
    addressed,
    ...(message.attachments.length > 0 ? { hasFiles: true } : {}),
  };
}

/** Returns the id that a message has as a question. */
function questionId(server: string | null | undefined, channel: string, message: string): string {
  return [PLATFORM, server ?? "dm", channel, message].join(":");
}

/** Returns the id of the question that an edit made of a message that had been received, but not as a question. */
export function editedQuestion(id: string): string {
  return `${id}:edited`;
}

/** A deleted message in a server. */
export interface Deletion {
  /** The ids that it may have had as a question: from the start, and after an edit. */
  readonly questions: readonly string[];
  readonly channel: string;
  readonly message: string;
}

/** Reads a MESSAGE_DELETE or MESSAGE_DELETE_BULK event. Returns nothing for direct messages, where nobody else sees the answer. */
export function parseDeletions(event: unknown): readonly Deletion[] {
  const { success, data } = deletionEvent.safeParse(event);
  if (!success || !data.guild_id) return [];
  const { guild_id: server, channel_id: channel, id, ids } = data;
  return [...(id === undefined ? [] : [id]), ...ids].map((message) => {
    const question = questionId(server, channel, message);
    return { questions: [question, editedQuestion(question)], channel, message };
  });
}

function isMentioned({ mentions, mention_roles: roles }: MessageEvent, { id, role }: Listener): boolean {
  return mentions.some((mention) => mention.id === id) || (role !== undefined && roles.includes(role));
}

/** In ms. A mention that is added later than this corrects an old message; it is not a question. */
export const LATEST_EDIT = 3_600_000;

/**
 * Reads a MESSAGE_UPDATE event: an edit after which a message in a server mentions Malinois is a question. It has the same id as the message, so that a message
 * that was a question from the start is not answered again. Returns null for every other change, such as a preview that Discord adds.
 */
export function parseEdit(event: unknown, listener: Listener): Asked | null {
  const { success, data: message } = messageEvent.safeParse(event);
  if (!success || !message.guild_id || !message.edited_timestamp || !isMentioned(message, listener)) return null;
  const isLate = Date.parse(message.edited_timestamp) - Date.parse(message.timestamp) > LATEST_EDIT;
  return isLate ? null : parseMessage(event, listener);
}

/**
 * Returns a question from a server with its final place, once the kind of its channel is known. The channel of a thread is its parent.
 * With `opensThreads`, the answer is posted in a thread on the message, if that is possible; the thread's id will be the message's.
 */
export function placeInChannel(question: Asked, kind: ChannelKind, opensThreads: boolean): Asked {
  const { place } = question;
  if (kind.kind === "thread") return { ...question, place: { ...place, channel: kind.parent, thread: place.channel } };
  const handle = decodeHandle(place.handle);
  if (!opensThreads || !kind.opensThreads || handle?.kind !== "reply") return question;
  return {
    ...question,
    place: { ...place, thread: handle.message, handle: encodeHandle({ ...handle, opensThread: true }) },
  };
}

/** Returns what begins with a message that is not addressed to Malinois; undefined if it continues a thread. */
export function openingOf({ place }: Asked, kind: ChannelKind): Opening | undefined {
  if (kind.kind === "channel") return "message";
  const handle = decodeHandle(place.handle);
  // The first message of a post has the id of its thread.
  return kind.inForum && handle?.kind === "reply" && handle.message === place.thread ? "post" : undefined;
}

/**
 * Reads a GUILD_MEMBER_ADD event. The place is the newcomer's direct messages, in the workspace of the server that was joined, since that server decides
 * what newcomers get. Returns null for bots.
 */
export function parseNewcomer(event: unknown): Joined | null {
  const { success, data: member } = memberEvent.safeParse(event);
  if (!success || member.user.bot) return null;
  const { guild_id: server, user } = member;
  return {
    kind: "joined",
    id: [PLATFORM, server, "joined", user.id].join(":"),
    place: { platform: PLATFORM, workspace: server, channel: user.id, recipient: user.id, private: true },
    asker: personOf(user, member),
  };
}

/** Returns the server of a GUILD_DELETE event, which was deleted or removed the bot; null if it only has an outage. */
export function parseRemoval(event: unknown): WorkspaceKey | null {
  const { success, data: server } = serverGoneEvent.safeParse(event);
  return success && server.unavailable !== true ? { platform: PLATFORM, workspace: server.id } : null;
}

/** Whether a place is a person's direct messages with the bot. */
export function isDirectMessage({ private: isPrivate, handle }: Place): boolean {
  const answers = decodeHandle(handle);
  return isPrivate && (answers?.kind !== "interaction" || !answers.ephemeral);
}
