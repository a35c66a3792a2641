import { type Channel, type Client, PermissionFlagsBits } from "discord.js";
import { z } from "zod";
import type { Place } from "../../../src/model.ts";
import { type Directory, MOST_LISTED, type Named } from "../../../src/ports.ts";
import { CHANNEL } from "../protocol.ts";
import type { ChannelKind } from "../receive/parse.ts";
import type { Api } from "./api.ts";

/** What kind of channel an id names; asks Discord where it is an archived thread, which no cache holds. */
export async function kindOf(client: Client, id: string): Promise<ChannelKind> {
  const channel = await find(client, id);
  if (channel?.isThread()) {
    const parent = channel.parentId === null ? null : await find(client, channel.parentId);
    return { kind: "thread", parent: channel.parentId ?? channel.id, inForum: parent?.type === CHANNEL.forum };
  }
  return { kind: "channel", opensThreads: channel?.type === CHANNEL.text || channel?.type === CHANNEL.announcement };
}

/** The id of the role that Discord made for the bot in the server that an event comes from. */
export function ownRole({ guilds, user }: Client<true>, event: unknown): string | undefined {
  const { success, data } = fromServer.safeParse(event);
  return success ? guilds.cache.get(data.guild_id)?.roles.botRoleFor(user)?.id : undefined;
}

const fromServer = z.object({ guild_id: z.string() });

/** Whether the bot may see the earlier messages of a server's channel. */
export async function mayReadHistory(client: Client<true>, id: string): Promise<boolean> {
  const channel = await find(client, id);
  if (channel === null || channel.isDMBased()) return false;
  return channel.permissionsFor(client.user)?.has(READ_HISTORY) ?? false;
}

/** "#general (Acme)"; the server alone where the channel is gone, undefined for direct messages and servers that the bot is not in. */
export async function nameOf(client: Client<true>, { workspace, channel, thread }: Place): Promise<string | undefined> {
  const server = client.guilds.cache.get(workspace)?.name;
  const found = await find(client, thread ?? channel);
  const named = found === null || found.isDMBased() ? undefined : `#${found.name}`;
  return named === undefined || server === undefined ? server : `${named} (${server})`;
}

/** The channels of a server that the bot sees and that people write or post in, in the order of their names, and the people whom it has seen. */
export function listDirectory(client: Client<true>, workspace: string): Directory {
  const server = client.guilds.cache.get(workspace);
  const inOrder = (all: readonly Named[]) => [...all].sort((a, b) => a.name.localeCompare(b.name)).slice(0, MOST_LISTED);
  const channels = [...(server?.channels.cache.values() ?? [])].filter(
    (channel) => !channel.isThread() && (channel.isTextBased() || channel.isThreadOnly()) && channel.viewable,
  );
  const people = [...(server?.members.cache.values() ?? [])].filter(({ user }) => !user.bot);
  return {
    channels: inOrder(channels.map(({ id, name }) => ({ id, name: `#${name}` }))),
    people: inOrder(people.map(({ id, displayName }) => ({ id, name: displayName }))),
  };
}

const READ_HISTORY = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.ReadMessageHistory];

/** Null where there is no such channel, or the bot cannot see it. */
async function find({ channels }: Client, id: string): Promise<Channel | null> {
  return channels.cache.get(id) ?? (await channels.fetch(id).catch(() => null));
}

/** The channel that a place's messages are in; opens the conversation with a person whom nobody wrote to yet. */
export async function channelOf(api: Api, { channel, thread, recipient }: Place): Promise<string> {
  if (recipient === undefined || channel !== recipient) return thread ?? channel;
  const route = "/users/@me/channels" as const;
  const opened = await api.call({ method: "POST", route, body: { recipient_id: recipient }, repeatable: true });
  return directChannel.parse(opened).id;
}

const directChannel = z.object({ id: z.string() });
