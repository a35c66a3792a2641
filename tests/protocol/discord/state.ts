import type { MessageObject } from "./message-object.ts";
import type { SentMessage } from "./message-rules.ts";

export interface Channel {
  readonly id: string;
  /** Discord's number of the type: 0 text, 1 direct message, 11 public thread, 15 forum. */
  readonly type: number;
  readonly guild_id?: string;
  readonly parent_id?: string;
  readonly name: string;
  /** Whether it is a thread that was closed. */
  readonly archived?: boolean;
}

export interface Server {
  readonly id: string;
  readonly name: string;
  readonly channels: Channel[];
  /** Archived threads, which are not in the server's first event. */
  readonly archivedThreads: Channel[];
  /** The bot's permissions, as a decimal number. */
  permissions: string;
  readonly owner?: string;
  /** The role that Discord created for the bot. */
  readonly botRole?: string;
  readonly roles?: { readonly id: string; readonly permissions: string }[];
  /** The roles of each member; absent: everybody is a member without roles. */
  readonly members?: Map<string, readonly string[]>;
  /** The flags of members that have any: 16 is a guest. */
  readonly memberFlags: Map<string, number>;
  /** Whether the server sends its first event; unavailable ones do not. */
  isAvailable: boolean;
}

/** A message that the bot wrote. */
export interface Posted {
  readonly id: string;
  readonly channel: string;
  body: SentMessage;
  readonly isEphemeral: boolean;
  readonly postedAt: number;
  /** The interaction that it answers. */
  readonly interaction?: string;
}

/** An interaction, and the responses to it. */
export interface InteractionRecord {
  readonly id: string;
  readonly token: string;
  /** Discord's number of the type: 2 command, 3 button or menu, 4 autocompletion, 5 form. */
  readonly type: number;
  readonly channel: string;
  readonly createdAt: number;
  /** The message whose button was pressed, and its flags. */
  readonly message?: string;
  readonly messageFlags?: number;
  /** Whether it happens where the bot is not a member. Then at most five follow-ups are allowed. */
  readonly isUserInstall: boolean;
  /** The first response, once there is one. */
  response?: { readonly type: number; readonly data?: Record<string, unknown> };
  acknowledgedAfter?: number;
  original?: Posted;
  isWithdrawn: boolean;
  readonly followUps: Posted[];
}

export interface RegisteredCommand {
  readonly id: string;
  readonly name: string;
  readonly type: number;
  readonly [property: string]: unknown;
}

/** Everything that Discord would store. */
export interface State {
  readonly servers: Server[];
  readonly directMessages: Channel[];
  readonly threads: Channel[];
  /** Ids of people who accept no direct messages from the bot. */
  readonly closedTo: Set<string>;
  /** The channels of people's messages, by the messages' ids. */
  readonly asked: Map<string, string>;
  /** The same messages as they are in the history. */
  readonly written: { readonly id: string; readonly channel: string; readonly event: MessageObject }[];
  readonly posted: Posted[];
  readonly interactions: Map<string, InteractionRecord>;
  readonly commands: RegisteredCommand[];
  readonly serverCommands: Map<string, RegisteredCommand[]>;
  /** What `GET /applications/@me` returns in addition to the id. */
  readonly application: Record<string, unknown>;
}

export function createState(): State {
  return {
    servers: [],
    directMessages: [],
    threads: [],
    closedTo: new Set(),
    asked: new Map(),
    written: [],
    posted: [],
    interactions: new Map(),
    commands: [],
    serverCommands: new Map(),
    application: { flags: 0, integration_types_config: { 0: {}, 1: {} } },
  };
}

export function findChannel({ servers, directMessages, threads }: State, id: string): Channel | undefined {
  const all = [
    ...directMessages,
    ...threads,
    ...servers.flatMap(({ channels, archivedThreads }) => [...channels, ...archivedThreads]),
  ];
  return all.find((channel) => channel.id === id);
}
