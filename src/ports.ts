import type { Form, FormReference } from "./forms.ts";
import type { Context, Decision, Inbound, Instant, Language, Person, Place, Reply } from "./model.ts";

/** Tells the operator what happens: names, ids and counts, never a secret or a user's words. A pino logger is one. */
export interface Logger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What an adapter is given. */
export interface Host {
  /**
   * Takes an inbound message in and answers through the adapter; never rejects. Resolves with the decision when its answer was sent, or nothing if the
   * message was a duplicate, or its answer comes later or not at all.
   * @param onTaken called once the message is kept, for whatever acknowledges it to the platform: from then on it is answered, or its asker told, even if
   *   this process ends. False: nobody waits for the answer any more. It must not reject.
   */
  receive(inbound: Inbound, onTaken?: () => Promise<boolean>): Promise<Decision | undefined>;
  /** Suggests a workspace's entries for what has been typed so far, best first; for an empty text, good first questions. Never rejects. */
  suggest(workspace: WorkspaceKey, text: string, language: Language | undefined, limit: number): Promise<readonly Suggestion[]>;
  /**
   * Whether Malinois takes part in the thread of a place, so that talk in it may be a follow-up.
   * @param begins what begins with a message that nobody addressed to it, where it is not talk in a thread: whether it may answer that
   */
  takesPart(place: Place, begins?: Opening): Promise<boolean>;
  /** Where people on a platform recently talked with Malinois, latest first, so that the adapter can read there what they wrote while no process was listening. Never rejects. */
  recentPlaces(platform: string): Promise<readonly RecentPlace[]>;
  /**
   * A question was deleted: nothing more is sent in answer to it. Resolves once no answer is in progress, with the keys its answers were sent with, so
   * that they can be found and deleted; with none if it was not received recently. Never rejects.
   * @param inbound the id of the {@link Inbound} that the question was, or would have been, received as
   */
  withdraw(inbound: string): Promise<readonly string[]>;
  /** Malinois was removed from a workspace: all that is kept of it is erased, in the background. Never rejects. */
  left(workspace: WorkspaceKey): Promise<void>;
  /** A form to be drawn at once, before anything is received; undefined where nothing takes it, or the asker may not have it. Never rejects. */
  form(wanted: FormReference, asker: Person, place: Place): Promise<Form | undefined>;
}

/** A channel, a person's direct messages, or a thread in one. */
export type RecentPlace = Pick<Place, "workspace" | "channel" | "thread">;

/** What somebody wants of Malinois itself, in words. */
export type Intent = NonNullable<Decision["action"]>;

/** A part of Malinois that has commands, buttons and forms of its own. It is asked before the conversation, and may use the store. */
export interface Feature {
  /**
   * The replies, for the asker alone; none: it is dealt with in silence; undefined: it is not for this feature. May be asked again about the same inbound
   * message after a crash, and must not do anything twice then. Rejects when the store does.
   */
  answer(inbound: Inbound, language: Language): Promise<readonly Reply[] | undefined>;
  /** The replies, for the asker alone, to what somebody wants in words of their own, as the conversation understood it; undefined: it is not for this feature. */
  answerIntent?(inbound: Inbound, intent: Intent, language: Language): Promise<readonly Reply[] | undefined>;
  /** A form of its own; undefined for any other, and where the asker may not have it. Rejects when the store does. */
  form(wanted: FormReference, asker: Person, place: Place): Promise<Form | undefined>;
  /** What is said instead of what the conversation decided, or that decision itself. Absent: it changes nothing. Rejects when the store does. */
  complete?(inbound: Inbound, decision: Decision): Promise<Decision>;
  /** Whether what people write in a thread may be for it, though nobody speaks to Malinois there. Absent: it never is. */
  listensTo?(place: Place): Promise<boolean>;
}

/** What begins where nobody spoke to Malinois: a message in a channel, or a post of a forum. */
export type Opening = "message" | "post";

export interface Suggestion {
  readonly entry: string;
  readonly language: Language;
  readonly title: string;
  /** The title or question that the typed text met. */
  readonly text: string;
}

/** An address that an adapter answers on the shared HTTP server, with web-standard request and response. */
export interface HttpRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  handle(request: Request): Promise<Response>;
}

export interface Health {
  readonly ok: boolean;
  /** In plain words: "connected", "no socket since 12:03:04Z, reconnecting". */
  readonly detail: string;
}

/** A platform. */
export interface Adapter {
  readonly name: string;
  readonly routes: readonly HttpRoute[];
  /** Connects and begins to receive; once, however often it is called. Throws a `MalinoisError` that names what is wrong. */
  start(host: Host): Promise<void>;
  /**
   * Sends a reply; resolves when the platform took it. Sent again with the same key to the same place, by whatever process, it appears once
   * where the platform can tell; without a key, the adapter may take what makes a reply that reply. A key has at most 64 characters.
   * Where the place is private, nobody but its recipient or asker ever sees it. A reply that is too long arrives as several messages.
   * Throws a `DeliveryError` where nothing was sent and it is known why, "later" before the start and after the stop; after any other `MalinoisError` it is not known whether it was sent.
   */
  send(place: Place, reply: Reply, key?: string): Promise<void>;
  /**
   * Whether a reply was sent to a place with a key, at or after an instant (give or take five minutes, for clocks that differ). "absent" only
   * where the platform was asked and would know; "unknown" where it cannot tell. Throws where it could not be asked: ask again later.
   */
  find(place: Place, key: string, since: Instant): Promise<"sent" | "absent" | "unknown">;
  /** Not ok before the start, after a start that failed, and after the stop. */
  health(): Health;
  /** Stops receiving, lets running work finish; harmless when repeated, before the start and during it. */
  stop(): Promise<void>;
}

/** A platform that knows its workspaces: who may manage them, and what their channels are called. */
export interface ManagedAdapter extends Adapter {
  /**
   * Whether somebody may manage a workspace now, by the platform's own rights: asked of the platform each time. Undefined where it cannot tell. Rejects where
   * it does not answer.
   */
  mayManage(workspace: string, person: string): Promise<boolean | undefined>;
  /**
   * What people call a place's channel and its workspace: "#general (Acme)"; the workspace alone where the channel is gone, undefined where neither is known.
   * It may reject.
   */
  nameOf(place: Place): Promise<string | undefined>;
  /** The channels and people of a workspace that can be chosen by name, at most {@link MOST_LISTED} of each. It may reject. */
  directory(workspace: string): Promise<Directory>;
}

/** The most channels, and the most people, that a directory lists: far more than anybody looks through. */
export const MOST_LISTED = 1_000;

/** A channel or a person, by the id that settings keep. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** The channels of a workspace that Malinois can see, and its people; empty where the platform does not list them. */
export interface Directory {
  readonly channels: readonly Named[];
  readonly people: readonly Named[];
}

/** One thing that `malinois doctor` found. */
export interface DoctorResult {
  readonly level: "ok" | "off" | "problem";
  readonly message: string;
  /** How to fix a problem. */
  readonly fix?: string;
}

export interface WorkspaceKey {
  readonly platform: string;
  /** Workspace or server; empty where the platform has none. */
  readonly workspace: string;
}

export interface PersonKey extends WorkspaceKey {
  readonly person: string;
}

export interface Feedback extends PersonKey {
  readonly entry: string;
  readonly language: Language;
  readonly helpful: boolean;
  readonly reason?: string;
  readonly at: Instant;
}

/** What Malinois remembers; keys begin with platform and workspace. Every method may throw a `MalinoisError` "store". */
export interface Store {
  /** The context of a thread, unless it expired. */
  context(thread: string, now: Instant): Promise<Context | undefined>;
  /** Remembers a thread's context; `owner` may erase it, where the thread is one person's own. */
  remember(thread: string, context: Context, owner: PersonKey, expires: Instant): Promise<void>;
  /** At most `limit` threads of a platform whose contexts expire between two instants, the last to expire first. */
  threadsExpiring(platform: string, from: Instant, to: Instant, limit: number): Promise<readonly string[]>;
  /** The language the person chose in Malinois. */
  personLanguage(person: PersonKey): Promise<Language | undefined>;
  setPersonLanguage(person: PersonKey, language: Language | undefined): Promise<void>;
  /** A setting of a workspace as it was set, under a name of the caller's choice. */
  workspaceSetting(workspace: WorkspaceKey, name: string): Promise<string | undefined>;
  setWorkspaceSetting(workspace: WorkspaceKey, name: string, value: string | undefined): Promise<void>;
  /** Keeps what a person thinks of an entry; the latest opinion counts, a reason once given stays with it. */
  addFeedback(feedback: Feedback): Promise<void>;
  /**
   * Forgets everything kept about a person: settings, contexts, own nudges, and who gave which feedback and answer. Without a workspace, as where a
   * platform keeps direct messages outside of workspaces, that is in all of them.
   */
  erasePerson(person: PersonKey): Promise<void>;
  /** Deletes what has expired; returns how many records went. */
  sweep(now: Instant): Promise<number>;
  close(): Promise<void>;
}

/** An installation of a platform's app: in a workspace, or in an organisation for several of its workspaces. */
export interface Installation {
  /** The platform's id of the workspace or the organisation. */
  readonly id: string;
  /** The platform's tokens for it, encrypted by the adapter; undefined: they were revoked. */
  readonly sealed: string | undefined;
  /** Incremented with each change. */
  readonly version: number;
  readonly installedAt: Instant;
}

/** The installations of one platform. Every method may throw a `MalinoisError` "store". */
export interface InstallationStore {
  byId(id: string): Promise<Installation | undefined>;
  /** The installation that serves a workspace. */
  ofWorkspace(workspace: string): Promise<Installation | undefined>;
  /** At most `limit` installations, sorted by id, starting after an id; "" for the first page. */
  list(after: string, limit: number): Promise<readonly Installation[]>;
  /** Saves an installation, replacing an earlier one with the same id. `workspace` is given where it serves one workspace only, and is recorded as served. */
  put(installation: Pick<Installation, "id" | "installedAt"> & { readonly sealed: string }, workspace?: string): Promise<void>;
  /** Records that an installation serves a workspace. */
  serve(workspace: string, id: string): Promise<void>;
  /** Takes the lease to renew a version of an installation, until an instant. False where another process holds it. */
  lease(installation: Pick<Installation, "id" | "version">, now: Instant, until: Instant): Promise<boolean>;
  /** Replaces `sealed` (undefined: revoked) and ends the lease; false where the version has changed meanwhile. */
  reseal(installation: Pick<Installation, "id" | "version">, sealed: string | undefined): Promise<boolean>;
  /** Removes the record that a workspace is served. */
  unserve(workspace: string): Promise<void>;
  /** The workspaces that an installation is known to serve. */
  servedBy(id: string): Promise<readonly string[]>;
  /** Deletes an installation and the record of the workspaces it served. */
  remove(id: string): Promise<void>;
  /** How many installations there are, and how many of them have not been revoked. */
  count(): Promise<{ readonly all: number; readonly usable: number }>;
}
