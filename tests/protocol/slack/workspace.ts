/** The state of a small Slack workspace. */

export type Json = Readonly<Record<string, unknown>>;

export interface Message {
  readonly ts: string;
  readonly user: string;
  readonly text: string;
  readonly subtype?: string;
  readonly thread_ts?: string;
  readonly blocks?: readonly Json[];
  readonly metadata?: unknown;
  readonly files?: readonly SlackFile[];
}

/** An uploaded file. Before the upload, it has no text. */
export interface SlackFile {
  readonly name: string;
  readonly length: number;
  text?: string;
}

interface Ephemeral extends Json {
  readonly channel?: string;
  readonly user?: string;
}

interface ResponseAddress {
  readonly channel: string;
  readonly user: string;
  uses: number;
}

interface View {
  readonly id: string;
  readonly user: string;
  view: Json;
  /** It changes with each update, as in Slack. */
  hash: string;
  /** The view below this one in the stack. */
  readonly previous: string | undefined;
}

export const TEAM = "T0MALINOIS";
export const BOT_USER = "U0BOT";
export const BOT_ID = "B0BOT";

/** What `users.info` returns about somebody in addition to the locale. */
export interface Profile {
  readonly tz?: string;
  readonly name?: string;
  readonly deleted?: boolean;
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly is_primary_owner?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  /** The workspace of somebody from another organisation. */
  readonly team_id?: string;
}

/** The identity of Malinois in a workspace. */
export interface TeamIdentity {
  readonly team: string;
  readonly name: string;
  readonly botUser: string;
  readonly botId: string;
  /** The organisation that the workspace belongs to. */
  readonly enterprise?: string;
}

export interface Workspace {
  readonly identity: TeamIdentity;
  readonly profiles: Map<string, Profile>;
  /** The creators of channels, for those in which the creator matters. */
  readonly creators: Map<string, string>;
  /** Channels that nobody can write to any more; then those that the bot cannot see. */
  readonly archived: Set<string>;
  readonly hidden: Set<string>;
  /** The people in each user group. */
  readonly groups: Map<string, readonly string[]>;
  readonly locales: Map<string, string>;
  /** Channels in which the bot is a member; direct messages always are. */
  readonly joined: Set<string>;
  readonly channels: Map<string, Message[]>;
  readonly ephemerals: Ephemeral[];
  readonly responses: Map<string, ResponseAddress>;
  readonly views: Map<string, View>;
  readonly homes: Map<string, Json>;
  /** Files by id. A complete file is in its message too. */
  readonly files: Map<string, SlackFile>;
  /** Trigger ids that were issued, and whether they have been used to open a modal. */
  readonly triggers: Map<string, { readonly at: number; used: boolean }>;
  /** Makes all earlier trigger ids too old to open a modal. */
  expireTriggers(): void;
  readonly statuses: { readonly channel: string; readonly thread: string; readonly status: string }[];
  readonly prompts: Map<string, readonly Json[]>;
  /** Returns the next time stamp for a message: unique, and increasing with the clock. */
  nextTs(): string;
  nextId(prefix: string): string;
  add(channel: string, message: Message): void;
  remove(channel: string, ts: string): void;
  /** Time stamps of deleted messages: Slack allows replies to them. */
  readonly removed: Set<string>;
  /** Replaces the message with the same time stamp. */
  replace(channel: string, message: Message): void;
  /** Calls the watcher with each message from now on. */
  watch(watcher: (message: Message) => void): void;
  messages(channel: string): readonly Message[];
  /** Returns the messages that the bot wrote. */
  answers(channel: string): readonly Message[];
}

const ONLY: TeamIdentity = { team: TEAM, name: "Malinois", botUser: BOT_USER, botId: BOT_ID };

/** @param now the clock for the time stamps of messages, in milliseconds since 1970 */
export function createWorkspace(now: () => number = Date.now, identity: TeamIdentity = ONLY): Workspace {
  let count = 0;
  const channels = new Map<string, Message[]>();
  const removed = new Set<string>();
  const watchers: ((message: Message) => void)[] = [];
  const triggers: Workspace["triggers"] = new Map();
  const messages = (channel: string): readonly Message[] => channels.get(channel) ?? [];
  return {
    identity,
    profiles: new Map(),
    creators: new Map(),
    archived: new Set(),
    hidden: new Set(),
    groups: new Map(),
    locales: new Map(),
    joined: new Set(),
    channels,
    ephemerals: [],
    responses: new Map(),
    views: new Map(),
    homes: new Map(),
    files: new Map(),
    triggers,
    expireTriggers() {
      for (const [id, { used }] of triggers) triggers.set(id, { at: Number.NEGATIVE_INFINITY, used });
    },
    statuses: [],
    prompts: new Map(),
    nextTs() {
      count += 1;
      return `${Math.floor(now() / 1_000)}.${String(count).padStart(6, "0")}`;
    },
    nextId(prefix) {
      count += 1;
      return `${prefix}${String(count).padStart(8, "0")}`;
    },
    add(channel, message) {
      channels.set(channel, [...messages(channel), message]);
      for (const watcher of watchers) watcher(message);
    },
    remove(channel, ts) {
      removed.add(ts);
      channels.set(
        channel,
        messages(channel).filter((message) => message.ts !== ts),
      );
    },
    removed,
    replace: (channel, message) =>
      void channels.set(
        channel,
        messages(channel).map((before) => (before.ts === message.ts ? message : before)),
      ),
    watch: (watcher) => void watchers.push(watcher),
    messages,
    answers: (channel) => messages(channel).filter(({ user }) => user === identity.botUser),
  };
}
