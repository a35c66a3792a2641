/**
 * The records that the parts of Malinois share, in the order in which data flows:
 * platform event → Inbound → Decision → Reply → platform.
 */

import type { Action } from "./actions.ts";
import type { Attachment, Instant, Language, Translated, WorkspaceKind } from "./basic-types.ts";
import type { Form, FormSubmission } from "./forms.ts";
import type { ContactLine, Source } from "./pack-model.ts";

export type {
  Area,
  Campaign,
  CampaignStep,
  Contact,
  ContactLine,
  ContactWay,
  Entry,
  Organisation,
  Pack,
  QuizQuestion,
  Source,
  TranslatedQuiz,
} from "./pack-model.ts";
export type { Attachment, Instant, Language, Translated, WorkspaceKind };

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
  /** A guest has only a part of the workspace, an outsider belongs to another organisation. Absent: neither, or not known. */
  readonly standing?: "guest" | "outsider";
}

/** Why somebody is not answered as usual: who they are, where they ask, or how much they ask. */
export type Obstacle = "guest" | "outsider" | "channel-off" | "rate";

/** What every inbound message has, whatever it is. */
interface Received {
  /** The message's own identity on its platform, the same however often and however it is delivered. */
  readonly id: string;
  readonly place: Place;
  readonly asker: Person;
  /** Whether Malinois could write in the place's channel unasked; absent: not known. */
  readonly mayPost?: boolean;
  /** The platform's id of Malinois's message that was pressed, opened a form, or was replied to: that of a thread on it too. Absent: none, or not told. */
  readonly message?: string;
  /** Whether others see the place where it was asked or pressed, whoever sees the answer. Absent: they do not. */
  readonly amongOthers?: boolean;
}

/** Somebody wrote something. */
export interface Asked extends Received {
  readonly kind: "asked";
  /** What was typed, without the mention. */
  readonly text: string;
  /** False for talk in a thread where Malinois takes part without being spoken to: it answers only when it knows. */
  readonly addressed: boolean;
  /** Typed into a command or picked from a message's menu: a question by itself, never one that goes on with a conversation. Absent: it may. */
  readonly standsAlone?: boolean;
  /** It brings pictures or other files, which Malinois cannot read. Absent: it does not. */
  readonly hasFiles?: boolean;
  /** The id of the question whose answer this replies to. Absent: it replies to none, or the platform does not tell. */
  readonly repliesTo?: string;
}

/** Somebody pressed a button or picked from a menu. */
export interface Pressed extends Received {
  readonly kind: "pressed";
  readonly action: Action;
  /** What was typed beside the button, such as the reason for a feedback; else empty. */
  readonly text: string;
}

/** Somebody sent in a form. */
export interface Submitted extends Received {
  readonly kind: "submitted";
  readonly submission: FormSubmission;
}

/** Somebody joined the workspace. The place is their direct messages. */
export interface Joined extends Received {
  readonly kind: "joined";
}

/** Something that reached Malinois from a platform. */
export type Inbound = Asked | Pressed | Submitted | Joined;

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

/** A page of Malinois itself that a command opened. */
type PageCommand = "help" | "privacy" | "settings" | "erase" | "my-data" | "about" | "stats" | "admin-page";

/** What somebody asks for, in words, concerning nudges and quizzes: the conversation recognises it, and the nudges carry it out. */
export type NudgeIntent = "quiz" | "add-nudge" | "edit-nudges" | "pause-nudges" | "stop-nudges";

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
  /** What a follow-up or a command did. */
  readonly action?: FollowUp | PageCommand | NudgeIntent;
  /** It is about a question that was asked of the pack: no command, courtesy, follow-up or choice. Absent: it is not. */
  readonly isQuestion?: boolean;
  /** Usually one; a message with two questions gets two, in order; none where it is better to stay silent. */
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

/** Words in a reply's texts that state a date and time in some time zone: platforms that can show it in each reader's own zone instead. */
export interface Moment {
  readonly text: string;
  readonly at: Instant;
}

export type ReplyKind = "answer" | "choices" | "unknown" | "notice" | "topics" | "contacts" | "home" | "nudge";

/** A message to people, in plain text: an adapter draws all of it and adds nothing. */
export interface Reply {
  readonly kind: ReplyKind;
  readonly language: Language;
  readonly title?: string;
  readonly urgent?: boolean;
  /** What people must know before all the rest: that it is in another language than they asked in. */
  readonly lead?: string;
  readonly body: readonly string[];
  /** The dates and times that the texts state. Absent: none. */
  readonly moments?: readonly Moment[];
  readonly points?: Section<string>;
  readonly steps?: Section<string>;
  readonly sources?: Section<Source>;
  /** Whom to turn to; in an urgent reply before all the rest. */
  readonly contacts?: Section<ContactLine>;
  /** What to pick from. */
  readonly choices: readonly Button[];
  /** What can be done with this reply. */
  readonly actions: readonly Button[];
  /** What to fill in: drawn as the platform draws forms, or behind a button that opens it. */
  readonly form?: Form;
  /** A file to keep; where the platform takes none, its text is shown. */
  readonly attachment?: Attachment;
  /** A last line in small print: review date, why it matched. */
  readonly footnote?: string;
  /** An earlier message from Malinois in the same place whose buttons are removed when this reply is sent. Absent: none. */
  readonly closes?: ClosedMessage;
}

/** A message whose buttons are removed, with the reason in small print. */
export interface ClosedMessage {
  /** The key that it was sent with. */
  readonly key: string;
  /** When it was decided; it was sent then or within a few hours. */
  readonly since: Instant;
  readonly note: string;
}
