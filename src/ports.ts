import type { Form, FormReference } from "./forms.ts";
import type { Context, Decision, Inbound, Instant, Language, Person, Place, Reply } from "./model.ts";

/** Logs for the operator: names, ids and counts, never a secret or a user's words. A pino logger has this interface. */
export interface Logger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What the application offers to an adapter. */
export interface Host {
  /**
   * Receives an inbound message and answers it through the adapter. Resolves with the decision once its answer was sent, or with nothing if the message was
   * a duplicate, or if its answer comes later or not at all. Never rejects.
   * @param onTaken called once the message is stored, so that the adapter can acknowledge it to the platform: from then on, it is answered or its asker is
   *   told, even if this process ends. Resolves to false if nobody waits for the answer any more. It must not reject.
   */
  receive(inbound: Inbound, onTaken?: () => Promise<boolean>): Promise<Decision | undefined>;
  /** Returns suggestions from a workspace's entries for what has been typed so far, best first; for an empty text, good first questions. Never rejects. */
  suggest(workspace: WorkspaceKey, text: string, language: Language | undefined, limit: number): Promise<readonly Suggestion[]>;
  /**
   * Returns whether Malinois takes part in the thread of a place, so that talk there may be a follow-up.
   * @param begins set for a message that starts something new and is not addressed to Malinois: returns whether it may answer that
   */
  takesPart(place: Place, begins?: Opening): Promise<boolean>;
  /**
   * Returns where people on a platform recently talked with Malinois, the latest first, so that the adapter can catch up on what they wrote there while no
   * process was listening. Never rejects.
   */
  recentPlaces(platform: string): Promise<readonly RecentPlace[]>;
  /**
   * Stops answering a question that was deleted. Resolves, once no answer is in progress, with the keys of the answers already sent, so that they can be
   * found and deleted; with none if the question was not received recently. Never rejects.
   * @param inbound the id with which the question was, or would have been, received
   */
  withdraw(inbound: string): Promise<readonly string[]>;
  /** Erases in the background all data of a workspace from which Malinois was removed. Never rejects. */
  left(workspace: WorkspaceKey): Promise<void>;
  /** Returns a form to show at once; undefined if no feature handles it, or if the asker may not use it. Never rejects. */
  form(wanted: FormReference, asker: Person, place: Place): Promise<Form | undefined>;
}

/** A channel, a person's direct messages, or a thread in one. */
export type RecentPlace = Pick<Place, "workspace" | "channel" | "thread">;

/** A request about Malinois itself, made in words. */
export type Intent = NonNullable<Decision["action"]>;

/** A transaction of the store. Only the store looks inside. */
export interface Transaction {
  readonly isTransaction: boolean;
}

/** What a command changes. It is saved with the command's replies, all or nothing, so that a command which a crash cut off can be carried out anew. */
export interface ChangeList {
  /**
   * Adds a change. It runs once, in the transaction that saves the replies, and may use nothing of the store but that transaction. If it resolves to false, what the
   * replies say is no longer true: then nothing is saved, and the command is carried out anew.
   * @param onSaved called once everything is saved
   */
  add(change: (transaction: Transaction) => Promise<boolean>, onSaved?: () => void): void;
}

/** A part of Malinois with commands, buttons and forms of its own. It is asked before the conversation, and may use the store. */
export interface Feature {
  /**
   * Returns the replies, which only the asker sees; an empty list to stay silent; undefined if the message is not for this feature. After a crash it may be
   * called again for the same message, and must not do anything twice, nor reply differently. Whatever would make it reply differently goes into `changes`;
   * the rest it may save itself. Rejects if the store does.
   */
  answer(inbound: Inbound, language: Language, changes: ChangeList): Promise<readonly Reply[] | undefined>;
  /** Returns the replies, which only the asker sees, to a request in words that the conversation has recognised; undefined if it is not for this feature. */
  answerIntent?(inbound: Inbound, intent: Intent, language: Language, changes: ChangeList): Promise<readonly Reply[] | undefined>;
  /** Returns one of its forms; undefined for any other form, or if the asker may not use it. Rejects if the store does. */
  form(wanted: FormReference, asker: Person, place: Place): Promise<Form | undefined>;
  /** Returns the conversation's decision, changed or not. Absent: the feature changes no decision. Rejects if the store does. */
  complete?(inbound: Inbound, decision: Decision): Promise<Decision>;
  /** Returns whether messages in a thread may be for this feature though they do not address Malinois. Absent: they never are. */
  listensTo?(place: Place): Promise<boolean>;
}

/** Something new that is not addressed to Malinois: a message in a channel, or a post in a forum. */
export type Opening = "message" | "post";

export interface Suggestion {
  readonly entry: string;
  readonly language: Language;
  readonly title: string;
  /** The title or question that matched the typed text. */
  readonly text: string;
}

/** A route that an adapter serves on the shared HTTP server, with a web-standard request and response. */
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
  /** Connects and begins to receive. Further calls do nothing. Throws a `MalinoisError` that names what is wrong. */
  start(host: Host): Promise<void>;
  /**
   * Sends a reply, and resolves once the platform has accepted it. If a reply is sent again with the same key to the same place, even by another process, it
   * appears only once if the platform can recognise it. Without a key, the adapter may derive one from the reply. A key has at most 64 characters.
   * In a private place, only the recipient or asker ever sees the reply. A reply that is too long is sent as several messages.
   * Throws a `DeliveryError` if nothing was sent and the reason is known ("later" before the start and after the stop). After any other `MalinoisError`, it is
   * unknown whether the reply was sent.
   */
  send(place: Place, reply: Reply, key?: string): Promise<void>;
  /**
   * Finds out whether a reply with a key was sent to a place at or after an instant, with five minutes of tolerance for clocks that differ. Resolves to
   * "absent" only if the platform was asked and would know, and to "unknown" if it cannot tell. Throws if it could not be asked; then ask again later.
   */
  find(place: Place, key: string, since: Instant): Promise<"sent" | "absent" | "unknown">;
  /** Returns the state of the connection; not ok before the start, after a failed start, and after the stop. */
  health(): Health;
  /** Stops receiving, and resolves once running work has finished. May be called again, and before or during the start. */
  stop(): Promise<void>;
}

/** The adapter of a platform that knows who may manage its workspaces, and what their channels are called. */
export interface ManagedAdapter extends Adapter {
  /**
   * Asks the platform whether somebody may manage a workspace now, by their rights there. Resolves to undefined if it cannot tell, and rejects if it does not
   * answer.
   */
  mayManage(workspace: string, person: string): Promise<boolean | undefined>;
  /**
   * Returns the names of a place's channel and workspace as people know them: "#general (Acme)"; only the workspace if the channel no longer exists, undefined
   * if neither is known. It may reject.
   */
  nameOf(place: Place): Promise<string | undefined>;
  /** Returns the channels and people of a workspace that can be chosen by name, at most {@link MOST_LISTED} of each. It may reject. */
  directory(workspace: string): Promise<Directory>;
}

/** The most channels, and the most people, that a directory lists: far more than anybody would look through. */
export const MOST_LISTED = 1_000;

/** A channel or a person, with the id that settings store. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** The channels of a workspace that Malinois can see, and its people; empty if the platform does not list them. */
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

/** What Malinois remembers. Keys begin with platform and workspace. Every method may throw a `MalinoisError` (store). */
export interface Store {
  /** Returns the context of a thread, unless it has expired. */
  context(thread: string, now: Instant): Promise<Context | undefined>;
  /** Stores a thread's context. It is erased with the data of `owner`, if the thread is one person's own. */
  remember(thread: string, context: Context, owner: PersonKey, expires: Instant): Promise<void>;
  /** Returns at most `limit` threads of a platform whose contexts expire between two instants, the last to expire first. */
  threadsExpiring(platform: string, from: Instant, to: Instant, limit: number): Promise<readonly string[]>;
  /** Returns the language that a person chose in Malinois. */
  personLanguage(person: PersonKey): Promise<Language | undefined>;
  setPersonLanguage(person: PersonKey, language: Language | undefined): Promise<void>;
  /** Returns a setting of a workspace, under a name of the caller's choice; undefined if it is not set. */
  workspaceSetting(workspace: WorkspaceKey, name: string): Promise<string | undefined>;
  setWorkspaceSetting(workspace: WorkspaceKey, name: string, value: string | undefined): Promise<void>;
  /** Stores a person's opinion of an entry. The latest opinion counts; a reason that was given earlier is kept. */
  addFeedback(feedback: Feedback): Promise<void>;
  /**
   * Erases everything kept about a person: settings, contexts, their own nudges, and who gave which feedback and answer. With an empty workspace, on platforms
   * whose direct messages belong to no workspace, this covers all workspaces.
   */
  erasePerson(person: PersonKey): Promise<void>;
  /** Deletes what has expired, and returns the number of deleted records. */
  sweep(now: Instant): Promise<number>;
  close(): Promise<void>;
}

/** An installation of a platform's app, in a workspace or in an organisation with several workspaces. */
export interface Installation {
  /** The platform's id of the workspace or the organisation. */
  readonly id: string;
  /** The platform's tokens for it, encrypted by the adapter; undefined after they were revoked. */
  readonly sealed: string | undefined;
  /** Incremented with each change. */
  readonly version: number;
  readonly installedAt: Instant;
}

/** The installations of one platform. Every method may throw a `MalinoisError` (store). */
export interface InstallationStore {
  byId(id: string): Promise<Installation | undefined>;
  /** Returns the installation that serves a workspace. */
  ofWorkspace(workspace: string): Promise<Installation | undefined>;
  /** Returns at most `limit` installations, sorted by id and starting after an id; "" for the first page. */
  list(after: string, limit: number): Promise<readonly Installation[]>;
  /** Saves an installation, replacing an earlier one with the same id. `workspace` is given if it serves one workspace only, and is recorded as served. */
  put(installation: Pick<Installation, "id" | "installedAt"> & { readonly sealed: string }, workspace?: string): Promise<void>;
  /** Records that an installation serves a workspace. */
  serve(workspace: string, id: string): Promise<void>;
  /** Takes the lease to renew the tokens of a version of an installation, until an instant. Returns false if another process holds it. */
  lease(installation: Pick<Installation, "id" | "version">, now: Instant, until: Instant): Promise<boolean>;
  /** Replaces `sealed` (undefined: revoked) and ends the lease. Returns false if the version has changed meanwhile. */
  reseal(installation: Pick<Installation, "id" | "version">, sealed: string | undefined): Promise<boolean>;
  /** Removes the record that a workspace is served. */
  unserve(workspace: string): Promise<void>;
  /** Returns the workspaces that an installation is known to serve. */
  servedBy(id: string): Promise<readonly string[]>;
  /** Deletes an installation and the record of the workspaces it served. */
  remove(id: string): Promise<void>;
  /** Returns how many installations there are, and how many of them have not been revoked. */
  count(): Promise<{ readonly all: number; readonly usable: number }>;
}
