import { type MessageObject, messageObject, userObject } from "./message-object.ts";
import { messageViolations, type SentMessage } from "./message-rules.ts";
import { type Answer, type RestContext, type Route, refusal } from "./rest-route.ts";
import { findChannel, type Posted } from "./state.ts";

const VIEW_CHANNELS = 1n << 10n;
const SEND_MESSAGES = 1n << 11n;
const READ_MESSAGE_HISTORY = 1n << 16n;
const CREATE_PUBLIC_THREADS = 1n << 35n;
const DIRECT_MESSAGE = 1;
/** In milliseconds. A nonce is compared with those "in the past few minutes". Source: https://docs.discord.com/developers/resources/message#create-message */
const NONCE_MEMORY = 3 * 60_000;
/** Forums and media channels contain posts, but no messages. Source: https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
const POSTS_ONLY = [15, 16];

/** The routes for posting in channels and opening threads. */
export function messageRoutes(context: RestContext): Route[] {
  const { state, ids, now, channelLimit } = context;
  const nonces = new Map<string, Posted>();
  const recent = new Map<string, number[]>();

  function isAllowed(channel: string, permission: bigint): boolean {
    const server = state.servers.find(({ id }) => id === findChannel(state, channel)?.guild_id);
    return server === undefined || (BigInt(server.permissions) & permission) !== 0n;
  }

  function limited(channel: string): Answer | undefined {
    const times = (recent.get(channel) ?? []).filter((time) => time > now() - channelLimit.window);
    recent.set(channel, times);
    const [first] = times;
    if (times.length < channelLimit.calls || first === undefined) {
      times.push(now());
      return undefined;
    }
    const retry_after = (first + channelLimit.window - now()) / 1000;
    return { status: 429, body: { message: "You are being rate limited.", retry_after, global: false } };
  }

  /** Returns the rate limit headers that Discord sends with each message. Source: https://docs.discord.com/developers/topics/rate-limits#header-format */
  function limitHeaders(channel: string): Readonly<Record<string, string>> {
    const { calls, window } = channelLimit;
    if (!Number.isFinite(calls)) return {};
    const times = recent.get(channel) ?? [];
    const reset = Math.max(0, (times[0] ?? now()) + window - now()) / 1000;
    return {
      "x-ratelimit-limit": String(calls),
      "x-ratelimit-remaining": String(Math.max(0, calls - times.length)),
      "x-ratelimit-reset-after": String(reset),
      "x-ratelimit-bucket": "messages",
    };
  }

  function post(channel: string, message: SentMessage): Answer {
    return { ...postOne(channel, message), headers: limitHeaders(channel) };
  }

  function postOne(channel: string, message: SentMessage): Answer {
    const tooFast = limited(channel);
    if (tooFast !== undefined) return tooFast;
    const known = findChannel(state, channel);
    if (known === undefined) return refusal(404, 10003, "Unknown Channel");
    if (known.type === DIRECT_MESSAGE && state.closedTo.has(known.name)) {
      return refusal(403, 50007, "Cannot send messages to this user");
    }
    if (POSTS_ONLY.includes(known.type)) return refusal(400, 50008, "Cannot send messages in a non-text channel");
    if (!isAllowed(channel, VIEW_CHANNELS)) return refusal(403, 50001, "Missing Access");
    if (!isAllowed(channel, SEND_MESSAGES)) return refusal(403, 50013, "Missing Permissions");
    const reference = message.message_reference;
    if (reference !== undefined && !isAllowed(channel, READ_MESSAGE_HISTORY)) {
      return refusal(403, 160002, "Cannot reply without permission to read message history");
    }
    if (reference !== undefined && state.asked.get(reference.message_id) !== channel && reference.fail_if_not_exists !== false) {
      return refusal(400, 50035, "Unknown message");
    }
    const faults = messageViolations(message);
    if (faults.length > 0) return refusal(400, 50035, faults.join("; "));
    const before = message.enforce_nonce ? nonces.get(`${channel} ${message.nonce}`) : undefined;
    if (before !== undefined && now() - before.postedAt <= NONCE_MEMORY) return { status: 200, body: rendered(before, context) };
    const posted: Posted = { id: ids.next(), channel, body: message, isEphemeral: false, postedAt: now() };
    state.posted.push(posted);
    nonces.set(`${channel} ${message.nonce}`, posted);
    return { status: 200, body: rendered(posted, context) };
  }

  function openThread(channel: string, message: string, name: string): Answer {
    if (!isAllowed(channel, CREATE_PUBLIC_THREADS)) return refusal(403, 50013, "Missing Permissions");
    if (state.threads.some(({ id }) => id === message))
      return refusal(400, 160004, "A thread has already been created for this message");
    const guild_id = findChannel(state, channel)?.guild_id;
    const thread = { id: message, type: 11, parent_id: channel, name, ...(guild_id === undefined ? {} : { guild_id }) };
    state.threads.push(thread);
    return { status: 201, body: thread };
  }

  function openConversation(person: string): object {
    const known = state.directMessages.find(({ name }) => name === person);
    const channel = known ?? { id: ids.next(), type: 1, name: person };
    if (known === undefined) state.directMessages.push(channel);
    return channel;
  }

  /**
   * Returns a page of messages, the latest first: with `after` the earliest messages after that id, otherwise the latest of all. Without the right to read the history, it
   * is empty instead of refused.
   */
  function history(channel: string, url: URL): Answer {
    if (findChannel(state, channel) === undefined) return refusal(404, 10003, "Unknown Channel");
    if (!isAllowed(channel, VIEW_CHANNELS)) return refusal(403, 50001, "Missing Access");
    if (!isAllowed(channel, READ_MESSAGE_HISTORY)) return { status: 200, body: [] };
    const from = url.searchParams.get("after");
    const after = BigInt(from ?? "0");
    const isOnPage = (message: { readonly id: string; readonly channel: string }) =>
      message.channel === channel && BigInt(message.id) > after;
    const ofBot = state.posted.filter(isOnPage).map((posted) => withoutNonce(rendered(posted, context)));
    const ofPeople = state.written.filter(isOnPage).map(({ event }) => event);
    const page = [...ofBot, ...ofPeople].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
    const limit = Number(url.searchParams.get("limit") ?? "50");
    return { status: 200, body: (from === null ? page.slice(-limit) : page.slice(0, limit)).reverse() };
  }

  /** Changes or deletes a message of the bot: a bot may only do so with its own messages. */
  function ownMessage(channel: string, id: string, change: (posted: Posted) => Answer): Answer {
    const posted = state.posted.find((one) => one.channel === channel && one.id === id);
    if (posted !== undefined) return change(posted);
    const isOfPerson = state.written.some((one) => one.id === id);
    return isOfPerson ? refusal(403, 50013, "Missing Permissions") : refusal(404, 10008, "Unknown Message");
  }

  function remove(posted: Posted): Answer {
    state.posted.splice(state.posted.indexOf(posted), 1);
    return { status: 204 };
  }

  function edit(posted: Posted, message: SentMessage): Answer {
    const faults = messageViolations(message);
    if (faults.length > 0) return refusal(400, 50035, faults.join("; "));
    posted.body = { ...posted.body, ...message };
    return { status: 200, body: rendered(posted, context) };
  }

  return [
    {
      method: "GET",
      pattern: /^\/channels\/(\d+)\/messages$/,
      needsToken: true,
      answer: ([channel = ""], _, url) => history(channel, url),
    },
    {
      method: "POST",
      pattern: /^\/users\/@me\/channels$/,
      needsToken: true,
      answer: (_, body) => ({ status: 200, body: openConversation((body as { recipient_id: string }).recipient_id) }),
    },
    {
      method: "POST",
      pattern: /^\/channels\/(\d+)\/messages$/,
      needsToken: true,
      answer: ([channel = ""], body) => post(channel, body as SentMessage),
    },
    {
      method: "DELETE",
      pattern: /^\/channels\/(\d+)\/messages\/(\d+)$/,
      needsToken: true,
      answer: ([channel = "", id = ""]) => ownMessage(channel, id, remove),
    },
    {
      method: "PATCH",
      pattern: /^\/channels\/(\d+)\/messages\/(\d+)$/,
      needsToken: true,
      answer: ([channel = "", id = ""], body) => ownMessage(channel, id, (posted) => edit(posted, body as SentMessage)),
    },
    {
      method: "PATCH",
      pattern: /^\/channels\/(\d+)$/,
      needsToken: true,
      answer([id = ""], body) {
        const thread = state.threads.find((one) => one.id === id);
        if (thread === undefined) return refusal(403, 50013, "Missing Permissions");
        Object.assign(thread, body);
        return { status: 200, body: thread };
      },
    },
    {
      method: "POST",
      pattern: /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/,
      needsToken: true,
      answer: ([channel = "", message = ""], body) => openThread(channel, message, (body as { name: string }).name),
    },
    {
      method: "GET",
      pattern: /^\/channels\/(\d+)$/,
      needsToken: true,
      answer: ([id = ""]) => {
        const channel = findChannel(state, id);
        return channel === undefined ? refusal(404, 10003, "Unknown Channel") : { status: 200, body: channel };
      },
    },
  ];
}

/** The history does not contain nonces. */
function withoutNonce({ nonce: _, ...rest }: MessageObject): MessageObject {
  return rest;
}

/** Returns components with the ids that Discord assigns where none were set. */
function withIds(components: readonly object[] | undefined, counter = { last: 0 }): object[] {
  return (components ?? []).map((component) => {
    counter.last += 1;
    const { components: nested } = component as { readonly components?: readonly object[] };
    return { id: counter.last, ...component, ...(nested === undefined ? {} : { components: withIds(nested, counter) }) };
  });
}

/** Returns a message in the form that Discord returns. */
export function rendered({ id, channel, body }: Posted, { botId, now }: RestContext): MessageObject {
  return messageObject({
    id,
    channel_id: channel,
    content: body.content ?? "",
    author: { ...userObject(botId, "Malinois"), bot: true },
    timestamp: new Date(now()).toISOString(),
    flags: body.flags ?? 0,
    components: withIds(body.components),
    nonce: body.nonce,
    ...(body.message_reference === undefined ? {} : { type: 19, message_reference: body.message_reference }),
  });
}
