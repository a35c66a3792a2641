/**
 * The records that the parts of Malinois share. The way through the house:
 * platform event → Question → Decision → Reply → platform.
 */

import type { Campaign } from "./nudges/types.ts";

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
  /** Absent: the pack has none. */
  readonly campaigns?: readonly Campaign[];
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
  /** Whose direct messages this is, by id. Where nobody wrote from there yet, `channel` is that id too, and the adapter opens the conversation. */
  readonly recipient?: string;
  /** Only its adapter understands it: how to answer this one event (a response address, a token). */
  readonly handle?: string;
}

export interface Person {
  readonly id: string;
  /** The language of the person's own settings on the platform or in Malinois. */
  readonly language?: Language;
  /** The name that the platform shows. */
  readonly name?: string;
  /** IANA name of the time zone in the person's own settings. */
  readonly zone?: string;
  /** What the person may change for others, as the platform's own rights say: what the channel gets, or all of the workspace; absent: nothing. */
  readonly mayManage?: "channel" | "workspace";
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
  /** A form that was filled in. */
  readonly submission?: FormSubmission;
  /** Nothing was asked: the asker has just joined the workspace. The place is their direct messages. */
  readonly joined?: boolean;
  /** Whether Malinois could write in the place's channel unasked; absent: not known. */
  readonly mayPost?: boolean;
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
  /** What to fill in: drawn as the platform draws forms, or behind a button that opens it. */
  readonly form?: Form;
  /** A last line in small print: review date, other language, why it matched. */
  readonly footnote?: string;
}

// ── Forms: what people fill in ──────────────────────────────────────────────

export type FormName = "add-nudge";

/** A form, in one language. Platforms that draw fewer fields draw the first ones; the rest keep their values. */
export interface Form {
  readonly name: FormName;
  readonly language: Language;
  readonly title: string;
  /** On the button that sends it. */
  readonly submit: string;
  /** Most important first; those without `optional` are among the first five. */
  readonly fields: readonly FormField[];
}

/** `values` is what is filled in at first: for "select", "text" and "time" at most one. */
export type FormField = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly values: readonly string[];
} & (
  | { readonly kind: "select"; readonly options: readonly FormOption[] }
  | { readonly kind: "multi-select"; readonly options: readonly FormOption[] }
  /** A wall-clock time of 24 hours, "09:30". */
  | { readonly kind: "text" | "time" }
);

export interface FormOption {
  readonly value: string;
  readonly label: string;
}

/** What was filled in, by the names of the fields; a field that is missing keeps the form's value. */
export interface FormSubmission {
  readonly form: FormName;
  readonly language: Language;
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** Whose public holidays people can choose, as in ISO 3166-2; "none" for none. */
export const REGIONS = ["BE", "BE-VLG", "BE-WAL", "BE-BRU", "BE-DE", "LU", "none"] as const;
/** What people can choose for holidays and days off: skip the nudge, send it on the next working day, or send it anyway. */
export const DAYS_OFF = ["skip", "move", "send"] as const;

// ── Ports: what the house asks of adapters and of the store ─────────────────

export type * from "./ports.ts";
