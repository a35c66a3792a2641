import { type Channel, type Client, type Guild, type GuildBasedChannel, PermissionFlagsBits } from "discord.js";
import { z } from "zod";
import type { Place } from "../../../src/model.ts";
import { type Directory, MOST_LISTED, type Named } from "../../../src/ports.ts";
import { CHANNEL } from "../protocol.ts";
import type { ChannelKind } from "../receive/parse.ts";
import type { Api } from "./api.ts";
import { codeOf, DISCORD_ERROR } from "./errors.ts";

/**
 * Returns the kind of a channel. Asks Discord if it is not cached, as with archived threads. If Discord does not say, it counts as a channel without threads, in
 * which any message can be answered.
 */
export async function kindOf(client: Client, id: string): Promise<ChannelKind> {
  const find = (id: string) => findChannel(client, id).catch(() => null);
  const channel = await find(id);
  if (channel?.isThread()) {
    const parent = channel.parentId === null ? null : await find(channel.parentId);
    return { kind: "thread", parent: channel.parentId ?? channel.id, inForum: parent?.type === CHANNEL.forum };
  }
  return { kind: "channel", opensThreads: channel?.type === CHANNEL.text || channel?.type === CHANNEL.announcement };
}

/** Returns the id of the role that Discord made for the bot in the server that an event comes from. */
export function ownRole({ guilds, user }: Client<true>, event: unknown): string | undefined {
  const { success, data } = fromServer.safeParse(event);
  return success ? guilds.cache.get(data.guild_id)?.roles.botRoleFor(user)?.id : undefined;
}

const fromServer = z.object({ guild_id: z.string() });

/** Returns whether the bot may see the earlier messages of a server's channel. Rejects if Discord could not be asked. */
export async function mayReadHistory(client: Client<true>, { workspace, channel: id }: Place): Promise<boolean> {
  const isHere = client.guilds.cache.has(workspace);
  const channel = isHere ? await findChannel(client, id) : (await findElsewhere(client, workspace, id))?.channel;
  if (!channel || channel.isDMBased()) return false;
  const own = channel.guild.members.me ?? (await channel.guild.members.fetchMe({ cache: false }));
  return channel.permissionsFor(own).has(READ_HISTORY);
}

/**
 * Returns a name such as "#general (Acme)"; only the server's if the channel is gone; undefined for direct messages and servers that the bot is not in. Rejects if
 * Discord could not be asked.
 */
export async function nameOf(client: Client<true>, { workspace, channel, thread }: Place): Promise<string | undefined> {
  const known = client.guilds.cache.get(workspace);
  const elsewhere = known === undefined ? await findElsewhere(client, workspace, thread ?? channel) : undefined;
  const server = known?.name ?? elsewhere?.server.name;
  const found = known === undefined ? elsewhere?.channel : await findChannel(client, thread ?? channel);
  const named = !found || found.isDMBased() ? undefined : `#${found.name}`;
  return named === undefined || server === undefined ? server : `${named} (${server})`;
}

/** Returns the channels of a server that the bot sees and that people can write or post in, and the people whom it has seen, each sorted by name. */
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

/** Returns nothing if there is no such channel, or if the bot cannot see it. Rejects if Discord could not be asked. */
async function findChannel({ channels }: Client, id: string): Promise<Channel | null | undefined> {
  return channels.cache.get(id) ?? (await channels.fetch(id).catch(orNothing));
}

/**
 * Fetches a channel of a server whose shard another process runs. It is not cached, since this process receives no events about its changes. Returns only
 * the server if there is no such channel; undefined if the bot is not in the server. Rejects if Discord could not be asked.
 */
async function findElsewhere(
  { guilds }: Client,
  server: string,
  id: string,
): Promise<{ readonly server: Guild; readonly channel?: GuildBasedChannel } | undefined> {
  if (!/^\d+$/.test(server)) return undefined;
  try {
    const found = await guilds.fetch({ guild: server, cache: false });
    const channel = await found.channels.fetch(id, { cache: false }).catch(orNothing);
    return { server: found, ...(channel ? { channel } : {}) };
  } catch (error) {
    return orNothing(error);
  }
}

/** Returns undefined for errors that mean the thing does not exist or cannot be seen, and throws any other. */
function orNothing(error: unknown): undefined {
  if (NOT_SEEN.includes(codeOf(error))) return undefined;
  throw error;
}

const NOT_SEEN: readonly (number | undefined)[] = [
  DISCORD_ERROR.unknownChannel,
  DISCORD_ERROR.unknownServer,
  DISCORD_ERROR.missingAccess,
];

/** Returns the id of the channel for a place's messages. Opens the direct messages with a person if there are none yet. */
export async function channelOf(api: Api, { channel, thread, recipient }: Place): Promise<string> {
  if (recipient === undefined || channel !== recipient) return thread ?? channel;
  const route = "/users/@me/channels" as const;
  const opened = await api.call({ method: "POST", route, body: { recipient_id: recipient }, repeatable: true });
  return directChannel.parse(opened).id;
}

const directChannel = z.object({ id: z.string() });
