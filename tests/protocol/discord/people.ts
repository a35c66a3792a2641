import { messageObject, userObject, WRITTEN } from "./message-object.ts";
import { takeResponse } from "./rest-interactions.ts";
import type { DiscordServer } from "./server.ts";
import type { Channel, InteractionRecord, Server } from "./state.ts";

/** The permissions that the invite link grants the bot: View Channels, Send Messages, Read Message History, Send Messages in Threads. */
export const GRANTED = String((1n << 10n) | (1n << 11n) | (1n << 16n) | (1n << 38n));

/** Makes a server with a text channel. */
export function addServer(discord: DiscordServer, properties: Partial<Server> = {}): Server & { readonly channel: Channel } {
  const id = properties.id ?? discord.ids.next();
  const channel: Channel = { id: discord.ids.next(), type: 0, guild_id: id, name: "general" };
  const server: Server = {
    id,
    name: "A server",
    channels: [channel],
    archivedThreads: [],
    permissions: GRANTED,
    memberFlags: new Map(),
    isAvailable: true,
    ...properties,
  };
  discord.state.servers.push(server);
  return Object.assign(server, { channel });
}

/** Makes a channel in a server. Call it before the bot connects, since no event announces the channel. */
export function addChannel(discord: DiscordServer, server: Server, type: number, parent?: Channel): Channel {
  const channel: Channel = {
    id: discord.ids.next(),
    type,
    guild_id: server.id,
    name: "another",
    ...(parent ? { parent_id: parent.id } : {}),
  };
  server.channels.push(channel);
  return channel;
}

/** Makes the direct messages of a person with the bot. If a person is named, the bot's messages to them are posted there. */
export function addDirectMessages(discord: DiscordServer, person = ""): Channel {
  const channel: Channel = { id: discord.ids.next(), type: 1, name: person };
  discord.state.directMessages.push(channel);
  return channel;
}

export interface Writing {
  readonly id?: string;
  readonly channel: Channel;
  readonly text: string;
  readonly author?: string;
  readonly isBot?: boolean;
  readonly webhook?: string;
  readonly type?: number;
  readonly mentionsOthers?: readonly string[];
  readonly mentionsRoles?: readonly string[];
  /** How long after it was written the message was changed, in ms. */
  readonly editedAfter?: number;
  /** The writer's member flags in the server: 16 is a guest. */
  readonly memberFlags?: number;
  /** The message that this replies to, with its author and the message that it answered. The writer chooses whether the reply mentions the author. */
  readonly repliesTo?: {
    readonly id?: string;
    readonly author: string;
    readonly answered?: string;
    readonly notifies: boolean;
  };
}

/** Returns a person's message as in MESSAGE_CREATE. "@Malinois" in the text is a mention of the bot. */
export function messageEvent(discord: DiscordServer, writing: Writing): ReturnType<typeof messageObject> {
  const { channel, text, author = SOMEONE, repliesTo } = writing;
  const isMentioned = text.includes("@Malinois") || (repliesTo?.author === discord.botId && repliesTo.notifies);
  return messageObject({
    id: writing.id ?? discord.ids.next(),
    channel_id: channel.id,
    ...(channel.guild_id === undefined
      ? {}
      : { guild_id: channel.guild_id, member: { ...MEMBER, flags: writing.memberFlags ?? 0 } }),
    type: writing.type ?? (repliesTo === undefined ? 0 : 19),
    content: text.replaceAll("@Malinois", `<@${discord.botId}>`),
    author: { ...userObject(author), ...(writing.isBot ? { bot: true } : {}) },
    ...(writing.webhook === undefined ? {} : { webhook_id: writing.webhook }),
    mention_everyone: text.includes("@everyone"),
    mentions: [
      ...(isMentioned ? [{ ...userObject(discord.botId, "Malinois"), bot: true }] : []),
      ...(writing.mentionsOthers ?? []).map((id) => userObject(id)),
    ],
    mention_roles: writing.mentionsRoles ?? [],
    ...(writing.editedAfter === undefined
      ? {}
      : { edited_timestamp: new Date(Date.parse(WRITTEN) + writing.editedAfter).toISOString() }),
    ...(repliesTo === undefined
      ? {}
      : {
          ...(repliesTo.id === undefined ? {} : { message_reference: { message_id: repliesTo.id } }),
          referenced_message: messageObject({
            id: repliesTo.id ?? discord.ids.next(),
            channel_id: channel.id,
            author: userObject(repliesTo.author),
            ...(repliesTo.answered === undefined ? {} : { message_reference: { message_id: repliesTo.answered } }),
          }),
        }),
  });
}

/** The person who acts if nobody else is named. */
export const SOMEONE = "1200000000000000001";
const MEMBER = { roles: [], joined_at: "2026-01-01T00:00:00.000Z", deaf: false, mute: false, flags: 0 };

/** Writes a message as a person, and sends the event. */
export function write(discord: DiscordServer, writing: Writing): string {
  const event = messageEvent(discord, writing);
  discord.state.asked.set(event.id, writing.channel.id);
  discord.state.written.push({ id: event.id, channel: writing.channel.id, event });
  discord.gateway.dispatch("MESSAGE_CREATE", event, writing.channel.guild_id);
  return event.id;
}

/** Writes a message while no program is connected. It is only in the history, which does not name the server and the member as an event does. */
export function writeUnheard(discord: DiscordServer, writing: Writing): string {
  const {
    guild_id: _,
    member: __,
    ...message
  }: ReturnType<typeof messageEvent> & Partial<EventAlone> = messageEvent(discord, writing);
  discord.state.asked.set(message.id, writing.channel.id);
  discord.state.written.push({ id: message.id, channel: writing.channel.id, event: message });
  return message.id;
}

/** The parts of a message that are in events but not in the history. */
interface EventAlone {
  readonly guild_id: string;
  readonly member: object;
}

/** Changes a message as a person or, without `editedAfter`, as Discord does when it adds something to it. */
export function edit(discord: DiscordServer, writing: Writing & { readonly id: string }): void {
  discord.gateway.dispatch("MESSAGE_UPDATE", messageEvent(discord, writing), writing.channel.guild_id);
}

/** Deletes messages of people: one, or several at once. */
export function remove(discord: DiscordServer, channel: Channel, ...ids: readonly string[]): void {
  const { written, asked } = discord.state;
  for (const id of ids) {
    asked.delete(id);
    written.splice(0, written.length, ...written.filter((message) => message.id !== id));
  }
  const where = { channel_id: channel.id, ...(channel.guild_id === undefined ? {} : { guild_id: channel.guild_id }) };
  const [id] = ids;
  if (ids.length === 1) discord.gateway.dispatch("MESSAGE_DELETE", { id, ...where }, channel.guild_id);
  else discord.gateway.dispatch("MESSAGE_DELETE_BULK", { ids, ...where }, channel.guild_id);
}

export interface Interacting {
  readonly type: number;
  readonly data: object;
  readonly channel: Channel;
  /** The reader's language in Discord's form: "nl", "en-US". */
  readonly locale?: string;
  readonly user?: string;
  /** The flags of the message whose button is pressed. */
  readonly messageFlags?: number;
  /** The id of that message. */
  readonly messageId?: string;
  readonly isUserInstall?: boolean;
  /** The person's permissions in the server, as a decimal number. */
  readonly permissions?: string;
  /** The person's member flags in the server: 16 is a guest. */
  readonly memberFlags?: number;
  /** The bot's permissions in the channel; those in the server by default. */
  readonly appPermissions?: string;
}

/** Returns an interaction as Discord sends it, and a record of its responses. */
export function interactionEvent(
  discord: DiscordServer,
  interacting: Interacting,
): { readonly event: object; readonly record: InteractionRecord } {
  const {
    channel,
    type,
    data,
    locale = "en-US",
    user: id = SOMEONE,
    messageFlags,
    messageId,
    isUserInstall = false,
    permissions = "0",
    memberFlags = 0,
  } = interacting;
  const record: InteractionRecord = {
    id: discord.ids.next(),
    token: `token-${discord.ids.next()}`,
    type,
    channel: channel.id,
    createdAt: discord.now(),
    ...(messageId === undefined ? {} : { message: messageId }),
    ...(messageFlags === undefined ? {} : { messageFlags }),
    isUserInstall,
    isWithdrawn: false,
    followUps: [],
  };
  discord.state.interactions.set(record.id, record);
  const user = userObject(id);
  const server = discord.state.servers.find((one) => one.id === channel.guild_id);
  const event = {
    id: record.id,
    application_id: discord.applicationId,
    type,
    data,
    token: record.token,
    version: 1,
    channel_id: channel.id,
    channel: { ...channel, permissions: "0" },
    ...(channel.guild_id === undefined
      ? { user, context: 1 }
      : {
          guild_id: channel.guild_id,
          guild: { id: channel.guild_id, locale: "en-US", features: [] },
          guild_locale: "en-US",
          member: { ...MEMBER, user, permissions, flags: memberFlags },
          context: 0,
        }),
    locale,
    entitlements: [],
    authorizing_integration_owners: isUserInstall ? { 1: id } : { 0: channel.guild_id ?? "0" },
    app_permissions: interacting.appPermissions ?? server?.permissions ?? GRANTED,
    attachment_size_limit: 10_485_760,
    ...(messageFlags === undefined
      ? {}
      : {
          message: {
            ...messageEvent(discord, {
              ...{ channel, text: "", author: discord.botId, isBot: true },
              ...(messageId === undefined ? {} : { id: messageId }),
            }),
            flags: messageFlags,
          },
        }),
  };
  return { event, record };
}

/** Uses a command, presses a button or submits a form as a person. It reaches the bot over the gateway. */
export function interact(discord: DiscordServer, interacting: Interacting): InteractionRecord {
  const { event, record } = interactionEvent(discord, interacting);
  discord.gateway.dispatch("INTERACTION_CREATE", event, interacting.channel.guild_id);
  return record;
}

/** Accepts the HTTP response to a posted interaction as Discord does. */
export function acceptHttpResponse(discord: DiscordServer, record: InteractionRecord, body: unknown): void {
  const { status, body: refusal } = takeResponse(record, body, discord);
  if (status >= 400) throw new Error(JSON.stringify(refusal));
}

export const COMMAND_ID = "1300000000000000000";

export function ask(question: string, isPublic?: boolean): Pick<Interacting, "type" | "data"> {
  const options = [
    { name: "question", type: 3, value: question },
    ...(isPublic === undefined ? [] : [{ name: "public", type: 5, value: isPublic }]),
  ];
  return { type: 2, data: { id: COMMAND_ID, name: "ask", type: 1, options } };
}

export function subcommand(name: string, options: readonly object[] = []): Pick<Interacting, "type" | "data"> {
  return { type: 2, data: { id: COMMAND_ID, name: "malinois", type: 1, options: [{ name, type: 1, options }] } };
}

/** Returns the event GUILD_MEMBER_ADD for a person or a bot that joins a server. */
export function memberEvent({ id }: Pick<Server, "id">, person: string, isBot = false): object {
  return { ...MEMBER, user: { ...userObject(person), ...(isBot ? { bot: true } : {}) }, guild_id: id, pending: false };
}

/** Lets a person or a bot join a server. The bot receives the event if it has the server members intent. */
export function join(discord: DiscordServer, server: Pick<Server, "id">, person: string, isBot = false): void {
  discord.gateway.dispatch("GUILD_MEMBER_ADD", memberEvent(server, person, isBot), server.id);
}

export function askAbout(text: string): Pick<Interacting, "type" | "data"> {
  const target_id = "1300000000000000009";
  const author = userObject("1200000000000000002", "other");
  const message = messageObject({ id: target_id, channel_id: "1", content: text, author });
  return {
    type: 2,
    data: {
      id: COMMAND_ID,
      name: "Ask Malinois about this",
      type: 3,
      target_id,
      resolved: { messages: { [target_id]: message } },
    },
  };
}

export function type(command: "ask" | "topics", typed: string): Pick<Interacting, "type" | "data"> {
  const focused = { name: command === "ask" ? "question" : "area", type: 3, value: typed, focused: true };
  return command === "ask"
    ? { type: 4, data: { id: COMMAND_ID, name: "ask", type: 1, options: [focused] } }
    : {
        type: 4,
        data: { id: COMMAND_ID, name: "malinois", type: 1, options: [{ name: "topics", type: 1, options: [focused] }] },
      };
}

export function press(customId: string, messageFlags = 0): Pick<Interacting, "type" | "data" | "messageFlags"> {
  return { type: 3, data: { custom_id: customId, component_type: 2 }, messageFlags };
}

export function choose(customId: string, value: string, messageFlags = 0): Pick<Interacting, "type" | "data" | "messageFlags"> {
  return { type: 3, data: { custom_id: customId, component_type: 3, values: [value] }, messageFlags };
}

export function submit(customId: string, reason: string): Pick<Interacting, "type" | "data"> {
  const components = [{ type: 18, id: 1, component: { type: 4, id: 2, custom_id: "reason", value: reason } }];
  return { type: 5, data: { custom_id: customId, components } };
}

/** Returns the submission of one of our forms: lists are values of menus, texts those of fields. */
export function submitForm(
  customId: string,
  values: Readonly<Record<string, string | readonly string[]>>,
): Pick<Interacting, "type" | "data"> {
  const components = Object.entries(values).map(([custom_id, given]) => ({
    type: 18,
    component: typeof given === "string" ? { type: 4, custom_id, value: given } : { type: 3, custom_id, values: given },
  }));
  return { type: 5, data: { custom_id: customId, components } };
}
