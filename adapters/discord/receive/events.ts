import { z } from "zod";

// The parts of Discord's events that this adapter reads; everything else in them is ignored.
// Source: https://docs.discord.com/developers/events/gateway-events and …/interactions/receiving-and-responding

const id = z.string().min(1);
const person = z.object({ id, bot: z.boolean().optional(), username: z.string().optional(), global_name: z.string().nullish() });
/** A person as a member of a server. Only interactions have `permissions`; `pending` is set for newcomers who have not agreed to the rules. */
export const member = z.object({
  nick: z.string().nullish(),
  permissions: z.string().optional(),
  flags: z.number().nullish(),
  pending: z.boolean().nullish(),
});

const embed = z.object({ title: z.string().nullish(), description: z.string().nullish() });
/** What people read in a message. Apps write in embeds, or in components. */
const shown = z.object({
  content: z.string().default(""),
  embeds: z.array(embed).default([]),
  components: z.array(z.unknown()).default([]),
});
/** The content of a message. A forward contains the forwarded message. */
const written = shown.extend({
  attachments: z.array(z.unknown()).default([]),
  message_snapshots: z.array(z.object({ message: shown })).default([]),
});

/**
 * MESSAGE_CREATE, and MESSAGE_UPDATE if it has the whole message. Without the message content intent, `content` is empty unless the bot is mentioned or gets a
 * direct message.
 */
export const messageEvent = written.extend({
  id,
  channel_id: id,
  guild_id: id.nullish(),
  type: z.number(),
  author: person,
  member: member.nullish(),
  webhook_id: id.nullish(),
  mentions: z.array(person).default([]),
  mention_roles: z.array(id).default([]),
  /** When it was written, and last changed by its author: ISO 8601. */
  timestamp: z.string().default(""),
  edited_timestamp: z.string().nullish(),
  referenced_message: z
    .object({ id: id.optional(), author: person, message_reference: z.object({ message_id: id.optional() }).nullish() })
    .nullish(),
});

/** MESSAGE_DELETE, and MESSAGE_DELETE_BULK with several ids. Neither says whose message it was. */
export const deletionEvent = z.object({
  id: id.optional(),
  ids: z.array(id).default([]),
  channel_id: id,
  guild_id: id.nullish(),
});

/** GUILD_MEMBER_ADD. */
export const memberEvent = member.extend({ guild_id: id, user: person });

/** GUILD_DELETE. With `unavailable`, the server has an outage; without it, the bot was removed or the server deleted. */
export const serverGoneEvent = z.object({ id, unavailable: z.boolean().optional() });

const option = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
  get options() {
    return z.array(option).optional();
  },
});

const command = z.object({
  id: id.optional(),
  /** The server that the command belongs to; absent for commands of all servers. */
  guild_id: id.nullish(),
  name: z.string(),
  type: z.number().default(1),
  options: z.array(option).default([]),
  target_id: id.optional(),
  resolved: z.object({ messages: z.record(z.string(), written).optional() }).optional(),
});

/** The message whose button was pressed, or that the form was opened from. */
const origin = z.object({ id: id.optional(), flags: z.number().default(0) }).nullish();

const typed = z.object({ custom_id: z.string(), value: z.unknown().optional(), values: z.array(z.string()).optional() });

/** A field of a form, in a label or, as older clients send it, in an action row. */
const field = z.union([
  z.object({ component: typed }).transform(({ component }) => [component]),
  z.object({ components: z.array(typed) }).transform(({ components }) => components),
  z.unknown().transform(() => []),
]);

const interaction = z.object({
  id,
  application_id: id,
  token: z.string().regex(/^\S+$/),
  guild_id: id.nullish(),
  channel_id: id.nullish(),
  channel: z.object({ id, type: z.number().optional(), parent_id: id.nullish() }).nullish(),
  /** Where it was used: 0 a server, 1 the bot's own direct messages, 2 another private channel. */
  context: z.number().nullish(),
  locale: z.string().nullish(),
  /** What the application may do where it was used, as a decimal number. */
  app_permissions: z.string().nullish(),
  /** For whom the application is installed there: the server under "0", the person under "1". */
  authorizing_integration_owners: z.record(z.string(), z.unknown()).nullish(),
  member: member.extend({ user: person }).nullish(),
  user: person.nullish(),
});

/** INTERACTION_CREATE, and the body of a signed HTTP interaction. */
export const interactionEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal(1) }),
  interaction.extend({ type: z.literal(2), data: command }),
  interaction.extend({
    type: z.literal(3),
    data: z.object({ custom_id: z.string(), values: z.array(z.string()).default([]) }),
    message: origin,
  }),
  interaction.extend({ type: z.literal(4), data: command }),
  interaction.extend({
    type: z.literal(5),
    data: z.object({ custom_id: z.string(), components: z.array(field).default([]) }),
    message: origin,
  }),
]);

/** An interaction that a person began; a ping is not one. */
export type InteractionEvent = Exclude<z.infer<typeof interactionEvent>, { type: 1 }>;
export type MessageEvent = z.infer<typeof messageEvent>;
export type Written = z.infer<typeof written>;
export type Account = z.infer<typeof person>;
export type Membership = z.infer<typeof member>;
export type CommandEvent = Extract<InteractionEvent, { type: 2 | 4 }>;
export type CommandOption = z.infer<typeof option>;
