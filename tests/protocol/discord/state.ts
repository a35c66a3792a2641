import type { MessageObject } from "./message-object.ts";
import type { SentMessage } from "./message-rules.ts";

export interface Channel {
  readonly id: string;
  /** As Discord numbers them: 0 text, 1 direct message, 11 public thread, 15 forum. */
  readonly type: number;
  readonly guild_id?: string;
  readonly parent_id?: string;
  readonly name: string;
  /** Of a thread: closed. */
  readonly archived?: boolean;
}

export interface Server {
  readonly id: string;
  readonly name: string;
  readonly channels: Channel[];
  /** Those that are not in the server's first event: archived. */
  readonly archivedThreads: Channel[];
  /** What the bot may do, as a decimal number. */
  permissions: string;
  readonly owner?: string;
  /** The role that Discord made for the bot. */
  readonly botRole?: string;
  readonly roles?: { readonly id: string; readonly permissions: string }[];
  /** The roles of each member whom the server is asked about. */
  readonly members?: Map<string, readonly string[]>;
  /** Unavailable servers do not report themselves. */
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

/** An interaction and what became of it. */
export interface InteractionRecord {
  readonly id: string;
  readonly token: string;
  /** As Discord numbers them: 2 command, 3 button or menu, 4 autocompletion, 5 form. */
  readonly type: number;
  readonly channel: string;
  readonly createdAt: number;
  /** The message whose button was pressed, and its flags. */
  readonly message?: string;
  readonly messageFlags?: number;
  /** Where the bot is not a member: at most five follow-ups. */
  readonly isUserInstall: boolean;
  /** The first response: its type, once there is one. */
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

/** Everything that Discord would remember. */
export interface State {
  readonly servers: Server[];
  readonly directMessages: Channel[];
  readonly threads: Channel[];
  /** Ids of people who take no direct messages from the bot. */
  readonly closedTo: Set<string>;
  /** Messages of people, by id, with their channel. */
  readonly asked: Map<string, string>;
  /** The same messages as they stand in the history. */
  readonly written: { readonly id: string; readonly channel: string; readonly event: MessageObject }[];
  readonly posted: Posted[];
  readonly interactions: Map<string, InteractionRecord>;
  readonly commands: RegisteredCommand[];
  readonly serverCommands: Map<string, RegisteredCommand[]>;
  /** What `GET /applications/@me` says beside the id. */
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
