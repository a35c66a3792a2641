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

/** The place to which an answer is sent: plain data that can be stored. */
export interface Place {
  readonly platform: string;
  /** Workspace or server; empty where the platform has none. */
  readonly workspace: string;
  readonly channel: string;
  readonly thread?: string;
  /** Whether only the asker sees answers here. */
  readonly private: boolean;
  /** The id of the person whose direct messages these are. If they have never written there, `channel` is that id too, and the adapter opens the conversation. */
  readonly recipient?: string;
  /** How to answer this one event, such as a response address or a token; only the adapter understands it. */
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
  /** What the person may change for others, according to their rights on the platform: settings of the channel, or of the whole workspace; absent: nothing. */
  readonly mayManage?: "channel" | "workspace";
  /** A guest has access to a part of the workspace only; an outsider belongs to another organisation. Absent: neither, or unknown. */
  readonly standing?: "guest" | "outsider";
}

/** Why somebody is not answered as usual: who they are, where they ask, or how much they ask. */
export type Obstacle = "guest" | "outsider" | "channel-off" | "rate";

/** What all inbound messages have in common. */
interface Received {
  /** The message's id on its platform: the same for every delivery of it, by whatever route. */
  readonly id: string;
  readonly place: Place;
  readonly asker: Person;
  /** Whether Malinois could post in the place's channel without being asked; absent: unknown. */
  readonly mayPost?: boolean;
  /** The platform's id of Malinois's message that has the button or form, or was replied to, and of a thread on it. Absent: none, or unknown. */
  readonly message?: string;
  /** Whether others can read the place where it was asked or pressed, even if only the asker sees the answer. Absent: they cannot. */
  readonly amongOthers?: boolean;
}

/** Somebody wrote something. */
export interface Asked extends Received {
  readonly kind: "asked";
  /** What was typed, without the mention. */
  readonly text: string;
  /** False for talk in a thread where Malinois takes part but is not spoken to: it answers only if it knows the answer. */
  readonly addressed: boolean;
  /** Whether it was typed into a command or picked from a message's menu, and so never continues a conversation. Absent: it may. */
  readonly standsAlone?: boolean;
  /** Whether it has pictures or other files attached, which Malinois cannot read. Absent: it has none. */
  readonly hasFiles?: boolean;
  /** The id of the question whose answer this is a reply to. Absent: it is no such reply, or the platform does not say. */
  readonly repliesTo?: string;
}

/** Somebody pressed a button or picked from a menu. */
export interface Pressed extends Received {
  readonly kind: "pressed";
  readonly action: Action;
  /** What was typed along with the button, such as the reason for feedback; else empty. */
  readonly text: string;
}

/** Somebody submitted a form. */
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

/** What Malinois remembers of a thread, for follow-ups. Of what the asker typed it holds only words that are in the pack. */
export interface Context {
  readonly language: Language;
  /** The ids of the entries that the last reply gave or offered, in order. */
  readonly entries: readonly string[];
  readonly outcome: Outcome;
  /** The words of the question that matched the answer. */
  readonly matched: readonly string[];
  readonly confidence: number;
  /** After an answer: the ids of entries that it offered before those that the editors name. Absent: none. */
  readonly besides?: readonly string[] | undefined;
  /** After choices: whether the first of them was shown in brief. Absent: it was not. */
  readonly opened?: boolean | undefined;
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

/** A request about nudges and quizzes, made in words: the conversation recognises it, and the nudges carry it out. */
export type NudgeIntent = "quiz" | "add-nudge" | "edit-nudges" | "pause-nudges" | "stop-nudges";

/** What must be stored after a decision, apart from the thread's context. */
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
  /** For an answer the entries given, for choices those offered; else empty. */
  readonly entries: readonly Candidate[];
  /** What a follow-up or a command did. */
  readonly action?: FollowUp | PageCommand | NudgeIntent;
  /** Whether it answers a question about the pack, and no command, courtesy, follow-up or choice. Absent: it does not. */
  readonly isQuestion?: boolean;
  /** Usually one; two, in order, for a message with two questions; none to stay silent. */
  readonly replies: readonly Reply[];
  readonly changes: readonly Change[];
  /** The thread's context from now on; absent: unchanged. */
  readonly context?: Context;
  /** The entries that the matcher considered, best first, whatever the outcome. */
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

/** Words in a reply's texts that state a date and time in some time zone. Platforms that can show it in each reader's own zone do so instead. */
export interface Moment {
  readonly text: string;
  readonly at: Instant;
}

export type ReplyKind = "answer" | "choices" | "unknown" | "notice" | "topics" | "contacts" | "home" | "nudge";

/** A message to people, in plain text. An adapter renders all of it and adds nothing. */
export interface Reply {
  readonly kind: ReplyKind;
  readonly language: Language;
  readonly title?: string;
  readonly urgent?: boolean;
  /** What people must know first, such as that the answer is not in the language of their question. */
  readonly lead?: string;
  readonly body: readonly string[];
  /** The dates and times that the texts state, each text once, the longest first. Absent: none. */
  readonly moments?: readonly Moment[];
  readonly points?: Section<string>;
  readonly steps?: Section<string>;
  readonly sources?: Section<Source>;
  /** The people and services to turn to; an urgent reply shows them first. */
  readonly contacts?: Section<ContactLine>;
  /** The choices to pick from. */
  readonly choices: readonly Button[];
  /** The actions that this reply offers. */
  readonly actions: readonly Button[];
  /** The form to fill in: shown in the reply, or opened by a button, as the platform allows. */
  readonly form?: Form;
  /** A file to download; on a platform without files, its text is shown. */
  readonly attachment?: Attachment;
  /** A last line in small print, such as the review date. */
  readonly footnote?: string;
  /** An earlier message from Malinois in the same place whose buttons are removed when this reply is sent. Absent: none. */
  readonly closes?: ClosedMessage;
}

/** A message whose buttons are removed, with the reason in small print. */
export interface ClosedMessage {
  /** The idempotency key with which it was sent. */
  readonly key: string;
  /** The time when the message was decided; it was sent then or within a few hours. */
  readonly since: Instant;
  readonly note: string;
}
