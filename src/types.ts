/**
 * The records that the parts of Malinois share. The way through the house:
 * platform event → Question → Decision → Reply → platform.
 */

/** ISO 639-1 code of a language: "en", "nl", "fr", "de". */
export type Language = string;
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

// ── Knowledge: what a pack says ─────────────────────────────────────────────

/** Where an entry's facts come from, as printed under the answer. */
export interface Source {
  readonly title: string;
  readonly url: string;
  /** The day, month or year the source spoke of: "2026-02-17", "2026-02", "2026". */
  readonly asOf?: string;
}

export interface QuizQuestion {
  readonly question: string;
  readonly options: readonly string[];
  /** Position of the right option. */
  readonly answer: number;
  readonly why: string;
}

/** One thing that Malinois can answer, in one language. */
export interface Entry {
  readonly id: string;
  readonly area: string;
  readonly language: Language;
  readonly title: string;
  /** Ways people really ask. */
  readonly questions: readonly string[];
  readonly keywords: readonly string[];
  /** First aid: steps before everything else. */
  readonly urgent: boolean;
  /** Ids of entries worth reading next. */
  readonly related: readonly string[];
  readonly sources: readonly Source[];
  /** ISO date of the last review. */
  readonly reviewed?: string;
  /** One sentence each: what a nudge posts. */
  readonly tips: readonly string[];
  readonly quiz: readonly QuizQuestion[];
  /** Ids of the checked facts behind the entry. */
  readonly facts: readonly string[];
  readonly summary: string;
  readonly points: readonly string[];
  readonly steps: readonly string[];
  /** Paragraphs of the part for those who want to know more. */
  readonly more: readonly string[];
}

/** A text in each of some languages. */
export type Translated = Readonly<Record<Language, string>>;

export interface Area {
  readonly id: string;
  readonly title: Translated;
}

/** A person or service that staff are led to when Malinois does not know. */
export interface Contact {
  readonly title: Translated;
  /** When to turn to it. */
  readonly when?: Translated;
  readonly phone?: string;
  readonly email?: string;
  readonly url?: string;
}

/** A set of entries with its table of contents. */
export interface Pack {
  readonly id: string;
  readonly name: Translated;
  readonly languages: readonly Language[];
  readonly defaultLanguage: Language;
  readonly areas: readonly Area[];
  readonly contacts: readonly Contact[];
  readonly entries: readonly Entry[];
}

// ── Conversation: what people ask, what is decided ──────────────────────────

/** Where an answer goes: plain data that can be stored. */
export interface Place {
  readonly platform: string;
  /** Workspace or server; empty where the platform has none. */
  readonly workspace: string;
  readonly channel: string;
  readonly thread?: string;
  /** Answers here are seen by the asker alone. */
  readonly private: boolean;
  /** Only its adapter understands it: how to answer this one event (a response address, a token). */
  readonly handle?: string;
}

export interface Person {
  readonly id: string;
  /** The language of the person's own settings on the platform or in Malinois. */
  readonly language?: Language;
}

/** What a button asks for; small enough to travel inside the button. */
export type Action =
  | { readonly kind: "show" | "more" | "sources" | "share"; readonly entry: string; readonly language: Language }
  | { readonly kind: "feedback"; readonly entry: string; readonly language: Language; readonly helpful: boolean }
  | { readonly kind: "topics"; readonly area?: string; readonly language: Language }
  /** Sets the language that the person is answered in; "auto" follows each question. */
  | { readonly kind: "set-language"; readonly choice: Language | "auto"; readonly language: Language }
  /** The subscription that a nudge came from rests for some days. */
  | { readonly kind: "snooze"; readonly subscription: string; readonly days: number; readonly language: Language }
  | { readonly kind: "stop-nudges" | "why-nudge"; readonly subscription: string; readonly language: Language }
  /** An answer to an open quiz: the position of the chosen option. */
  | { readonly kind: "quiz-answer"; readonly quiz: string; readonly option: number; readonly language: Language }
  | { readonly kind: SimpleActionKind; readonly language: Language };

/** "person" leads to the pack's contacts; "home" is a platform's start page; "erase" forgets all about the asker. */
export type SimpleActionKind = "why" | "help" | "person" | "privacy" | "settings" | "home" | "erase";

/** One message or button press addressed to Malinois. */
export interface Question {
  /** The message's own identity on its platform, the same however often and by whatever road it is delivered. */
  readonly id: string;
  readonly place: Place;
  readonly asker: Person;
  /** What was typed, without the mention; with a pressed button, what was typed beside it (the reason of a feedback), else empty. */
  readonly text: string;
  readonly action?: Action;
  /** False for talk in a thread where Malinois takes part without being spoken to: it answers only when it knows. */
  readonly addressed: boolean;
}

/** What Malinois remembers of a thread, for follow-ups. Holds nothing that the asker typed but words the pack knows. */
export interface Context {
  readonly language: Language;
  /** What the last turn answered or offered, in order. */
  readonly entries: readonly string[];
  readonly outcome: Outcome;
  /** Words of the question that spoke for the answer. */
  readonly matched: readonly string[];
  readonly confidence: number;
}

export type Outcome = "answer" | "choices" | "unknown" | "smalltalk" | "command";

/** An entry that answers, or may answer, with the probability (0–1) that it is the right one. */
export interface Candidate {
  readonly id: string;
  readonly confidence: number;
}

/** What a follow-up did. */
export type FollowUp = "more" | "sources" | "switch-language" | "why" | "person";

/** What the bot must remember after a decision, beyond the thread's context. */
export type Change =
  | { readonly kind: "person-language"; readonly language: Language | undefined }
  | {
      readonly kind: "feedback";
      readonly entry: string;
      readonly language: Language;
      readonly helpful: boolean;
      readonly reason?: string;
    }
  | { readonly kind: "erase-person" };

export interface Decision {
  readonly outcome: Outcome;
  readonly language: Language;
  /** For an answer what was answered, for choices what was offered; else empty. */
  readonly entries: readonly Candidate[];
  readonly action?: FollowUp;
  /** Usually one; a message with two questions gets two, in order; none where silence is politer. */
  readonly replies: readonly Reply[];
  readonly changes: readonly Change[];
  /** The thread's context from now on; absent: as before. */
  readonly context?: Context;
  /** What the matcher considered, best first, whatever was decided. */
  readonly considered: readonly Candidate[];
}

// ── Reply: meaning without markup ───────────────────────────────────────────

export interface Section<Item> {
  readonly heading: string;
  readonly items: readonly Item[];
}

export interface Button {
  readonly label: string;
  readonly action: Action;
}

export type ReplyKind = "answer" | "choices" | "unknown" | "notice" | "topics" | "contacts" | "home" | "nudge";

/** A message to people, in plain text: an adapter draws all of it and adds nothing. */
export interface Reply {
  readonly kind: ReplyKind;
  readonly language: Language;
  readonly title?: string;
  readonly urgent?: boolean;
  readonly body: readonly string[];
  readonly points?: Section<string>;
  readonly steps?: Section<string>;
  readonly sources?: Section<Source>;
  /** What to pick from. */
  readonly choices: readonly Button[];
  /** What can be done with this reply. */
  readonly actions: readonly Button[];
  /** A last line in small print: review date, other language, why it matched. */
  readonly footnote?: string;
}

// ── Ports ───────────────────────────────────────────────────────────────────

/** Tells the operator what happens: names, ids and counts, never a secret or a user's words. A pino logger is one. */
export interface Logger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What an adapter is given. */
export interface Host {
  /** Takes a question in, answers through the adapter; never rejects. Resolves with the decision, or nothing if it was a duplicate or failed. */
  receive(question: Question): Promise<Decision | undefined>;
  /** Entries for what has been typed so far, best first; for an empty text, good first questions. */
  suggest(text: string, language: Language | undefined, limit: number): readonly Suggestion[];
  /** Whether Malinois takes part in the thread of a place, so that talk in it may be a follow-up. */
  takesPart(place: Place): Promise<boolean>;
}

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
  /** Connects and begins to receive. Throws a `MalinoisError` that names what is wrong. */
  start(host: Host): Promise<void>;
  /** Sends a reply; resolves when the platform took it. Throws a `MalinoisError`. */
  send(place: Place, reply: Reply): Promise<void>;
  health(): Health;
  /** Stops receiving, lets running work finish; harmless when repeated. */
  stop(): Promise<void>;
}

/** One thing that `malinois doctor` found. */
export interface Finding {
  readonly level: "ok" | "off" | "problem";
  readonly message: string;
  /** How to mend a problem. */
  readonly mend?: string;
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
  /** True for the first caller of a key only, until it expires: across restarts and replicas. */
  claim(key: string, now: Instant, expires: Instant): Promise<boolean>;
  /** The context of a thread, unless it expired. */
  context(thread: string, now: Instant): Promise<Context | undefined>;
  /** Remembers a thread's context; `owner` may erase it, where the thread is one person's own. */
  remember(thread: string, context: Context, owner: PersonKey, expires: Instant): Promise<void>;
  /** The language the person chose in Malinois. */
  personLanguage(person: PersonKey): Promise<Language | undefined>;
  setPersonLanguage(person: PersonKey, language: Language | undefined): Promise<void>;
  /** A setting of a workspace as it was set, under a name of the caller's choice. */
  workspaceSetting(workspace: WorkspaceKey, name: string): Promise<string | undefined>;
  setWorkspaceSetting(workspace: WorkspaceKey, name: string, value: string | undefined): Promise<void>;
  /** Keeps what a person thinks of an entry; the latest opinion counts, a reason once given stays with it. */
  addFeedback(feedback: Feedback): Promise<void>;
  /** Forgets everything kept about a person: settings, contexts, and who gave which feedback. */
  erasePerson(person: PersonKey): Promise<void>;
  /** Deletes what has expired; returns how many records went. */
  sweep(now: Instant): Promise<number>;
  close(): Promise<void>;
}
