import { z } from "zod";
import { decodeAction } from "../../src/actions.ts";
import { FORM_NAMES, type Form } from "../../src/forms.ts";
import type { Decision, Language, Moment, Outcome, ReplyKind, Section } from "../../src/model.ts";
import type { Connection } from "../../src/platform.ts";
import type { ReplyPart } from "../kit/reply-parts.ts";

// The messages between the page and this adapter, in JSON.

const id = z.string().regex(/^[\w-]{8,64}$/);
const language = z.string().regex(/^[a-z]{2,3}$/);

/** The person and the conversation that a request belongs to. The page creates the ids at random. */
const exchange = z.object({
  message: id,
  thread: id,
  person: id,
  /** The language of the page. */
  language,
  /** The browser's time zone. */
  zone: z.string().max(64).optional(),
  /** The number of the letter in the team's channel that the request is about; absent: it is part of the conversation. */
  letter: z.int().min(1).optional(),
});

export const askBody = exchange.extend({ text: z.string() });

export const pressBody = exchange.extend({
  action: z.string().transform((encoded, context) => {
    const action = decodeAction(encoded);
    if (action !== undefined) return action;
    context.addIssue("not a button of this version");
    return z.NEVER;
  }),
  /** Text that was typed with the button: the reason for feedback. */
  text: z.string().default(""),
});

export const showBody = exchange.extend({
  entry: z.string().regex(/^[a-z0-9-]{1,64}$/),
  entryLanguage: language,
});

export const suggestBody = z.object({
  text: z.string(),
  /** Absent: the language of the text. */
  language: language.optional(),
  limit: z.int().min(1).max(12),
});

export const submitBody = exchange.extend({
  form: z.enum(FORM_NAMES),
  subject: z.string().max(40).optional(),
  values: z.record(z.string(), z.array(z.string())),
});

export const inboxBody = z.object({
  person: id,
  /** The number of the last letter that the page has received. */
  after: z.int().min(0),
});

export const nextNudgeBody = z.object({ person: id });

/** The rules of all time zones are known for these years. */
const instant = z.int().min(Date.UTC(2000)).max(Date.UTC(2100));

/** Null resets it to the machine's clock. */
export const clockBody = z.object({ at: instant.nullable() });

export interface ClockState {
  readonly now: number;
}

/** The result of moving the clock to the next nudge. */
export interface NextNudge extends ClockState {
  /** False if there is no next nudge. */
  readonly isMoved: boolean;
}

/** The letters for the page, and the time of its movable clock. */
export interface Inbox extends ClockState {
  /** The id of the program's run. After a restart it is a different one, and letters are numbered from the beginning. */
  readonly run: string;
  readonly letters: readonly PageLetter[];
  /** Earlier letters whose buttons were removed, as they are now. */
  readonly closed: readonly PageLetter[];
  /** The share of the content that is learned, 0–1; absent: learning has ended. */
  readonly learned?: number;
}

export interface PageLetter {
  readonly number: number;
  readonly reply: PageReply;
  /** Where it is shown in the team's channel: in the channel itself, or in the thread of the letter with this number. Absent: in the conversation. */
  readonly team?: "channel" | number;
}

export type Exchange = z.infer<typeof exchange>;

export interface PageButton {
  readonly label: string;
  /** As `encodeAction` writes it. */
  readonly action: string;
  /** The action's kind, so that the page can place the button and ask for a reason. */
  readonly kind: string;
  /** For a feedback button: whether it means "helpful". */
  readonly helpful?: boolean;
}

export interface PageSource {
  readonly title: string;
  readonly asOf?: string;
  /** Only an http or https address. */
  readonly url?: string;
}

/** How a platform is connected. */
export type PageConnection = { readonly name: string; readonly label: string } & Connection;

/** A platform that the page can preview answers for. */
export interface PagePreview {
  readonly name: string;
  readonly label: string;
}

/** A part of a reply, in plain text throughout. */
export type PagePart =
  | Exclude<ReplyPart, { readonly kind: "sources" | "choices" | "actions" | "form" }>
  | ({ readonly kind: "sources" } & Section<PageSource>)
  | { readonly kind: "choices" | "actions"; readonly buttons: readonly PageButton[] };

/** A reply as the page draws it. */
export interface PageReply {
  readonly kind: ReplyKind;
  readonly language: Language;
  /** The badge of an urgent answer, in the reply's language. */
  readonly urgent?: string;
  /** The moments that the texts mention. */
  readonly moments?: readonly Moment[];
  /** In reading order. */
  readonly parts: readonly PagePart[];
  readonly form?: Form;
  /** The id of the entry that it answers with, for links to the answer. */
  readonly entry?: string;
  /** The messages that Malinois would send to other platforms, by platform name; a preview that failed is missing. */
  readonly previews?: Readonly<Record<string, unknown>>;
}

export interface PageCandidate {
  readonly id: string;
  /** 0–1. */
  readonly confidence: number;
  /** Whether it was the answer or one of the choices. */
  readonly chosen: boolean;
}

/** The facts of a decision for the side panel. */
export interface DecisionFacts {
  readonly outcome: Outcome;
  readonly language: Language;
  readonly action?: NonNullable<Decision["action"]>;
  /** Best first. */
  readonly candidates: readonly PageCandidate[];
  /** The words of the question that matched the answer. */
  readonly matched: readonly string[];
  /** The time from the arrival of the question until everything was sent and saved. */
  readonly milliseconds: number;
}

export interface AnswerResult {
  readonly replies: readonly PageReply[];
  /** Absent for a duplicate, or if answering failed. */
  readonly decision?: DecisionFacts;
}

export interface PageSuggestion {
  readonly text: string;
  readonly title: string;
  readonly language: Language;
  /** The action that shows the entry. */
  readonly action: string;
}

/** The actions of the page's own buttons. */
export type PageAction = "help" | "topics" | "privacy" | "answerInThis" | "answerInAny";

export interface PageLanguage {
  /** By the keys of `texts.ts`. */
  readonly texts: Readonly<Record<string, string>>;
  /** As `encodeAction` writes them. */
  readonly actions: Readonly<Record<PageAction, string>>;
}

/** Why a request was refused; the page has a text for each. */
export type Refusal = "forbidden" | "invalid" | "too-large" | "stopped";
