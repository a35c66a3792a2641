/** Buttons: what they ask for, and how that is written into them. */

import type { Language } from "./basic-types.ts";
import { FORM_NAMES, type FormName, type FormReference } from "./forms.ts";
import { NUDGE_COMMAND_NAMES, type NudgeAction, type SubscriptionAction } from "./nudge-actions.ts";
import { REPLY_LIMITS } from "./reply-limits.ts";

/** Shows an entry, or a part of it. */
export interface EntryAction {
  readonly kind: "show" | "more" | "sources" | "share";
  readonly entry: string;
  readonly language: Language;
}

/** Says whether an answer helped. */
export interface FeedbackAction {
  readonly kind: "feedback";
  readonly entry: string;
  readonly language: Language;
  readonly helpful: boolean;
}

/** Lists the areas, or the entries of one area. */
export interface TopicsAction {
  readonly kind: "topics";
  readonly area?: string;
  readonly language: Language;
}

/** Sets the language that the person is answered in; "auto" follows each question. */
export interface LanguageAction {
  readonly kind: "set-language";
  readonly choice: Language | "auto";
  readonly language: Language;
}

/** Says why an answer was given. Without an entry, as buttons of older messages have it, that is the last one of the conversation. */
export interface WhyAction {
  readonly kind: "why";
  readonly entry?: string;
  /** How probable it was that the entry is the right one, 0–1. */
  readonly confidence?: number;
  /** The words of the question that spoke for the entry, as many as the button holds. */
  readonly matched?: readonly string[];
  readonly language: Language;
}

/**
 * Opens a page of Malinois itself. "person" leads to the contacts; "settings" to those of the workspace for who manages it, else to one's own,
 * as "language" does for everybody; "home" is a platform's start page; "my-data" shows what is kept about the asker; "confirm-erase" asks whether all of
 * that is to be forgotten, and "erase" forgets it.
 */
export interface PageAction {
  readonly kind: "help" | "person" | "privacy" | "settings" | "language" | "home" | "my-data" | "confirm-erase" | "erase";
  readonly language: Language;
}

/** Opens a form. A platform that cannot open one at a press gets it in a reply. */
export interface FormAction {
  readonly kind: "form";
  readonly form: FormName;
  readonly subject?: string;
  readonly language: Language;
}

/** The owner of an entry says whether it is still right. */
export interface ReviewAction {
  readonly kind: "review";
  readonly entry: string;
  readonly isRight: boolean;
  readonly language: Language;
}

/** A button of the conversation. */
export type ConversationAction =
  | EntryAction
  | FeedbackAction
  | TopicsAction
  | LanguageAction
  | WhyAction
  | PageAction
  | FormAction
  | ReviewAction;

/** Takes a question that was passed to a person, or says that it is dealt with. */
export interface HandOffAction {
  readonly kind: "claim" | "close-hand-off";
  readonly handOff: string;
  readonly language: Language;
}

/** What a button asks for; small enough to travel inside the button. */
export type Action = ConversationAction | NudgeAction | HandOffAction;

type ActionKind = Action["kind"];
/** The part of the union that has a kind. */
type PartOf<Kind extends ActionKind, Part = Action> = Part extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? Part
    : never
  : never;

/** How the details of an action, beside kind and language, are written into a button and read back. */
interface Codec<Part extends Action> {
  write(action: Part): readonly string[];
  /** Undefined for details that this kind of action does not have. */
  read(details: readonly string[]): Omit<Part, "kind" | "language"> | undefined;
}

const entryCodec: Codec<EntryAction> = {
  write: ({ entry }) => [entry],
  read: ([entry]) => (entry ? { entry } : undefined),
};
const subscriptionCodec: Codec<SubscriptionAction> = {
  write: ({ subscription }) => [subscription],
  read: ([subscription]) => (subscription ? { subscription } : undefined),
};
const handOffCodec: Codec<HandOffAction> = {
  write: ({ handOff }) => [handOff],
  read: ([handOff]) => (handOff ? { handOff } : undefined),
};
const pageCodec: Codec<PageAction> = { write: () => [], read: () => ({}) };

/** What an encoded "why" has room for beside version, kind, a language of up to three letters and the confidence: "1:why:xxx:" and ":100:". */
const LONGEST_WORDS = REPLY_LIMITS.encodedAction - "1:why:xxx::100:".length;

/** 100 for what is certain alone: what people chose themselves. */
function percentOf(confidence: number): string {
  return String(confidence >= 1 ? 100 : Math.min(99, Math.round(100 * confidence)));
}

/** Words with commas between them, the first ones up to some characters; words that are not of letters and digits alone are left out. */
function wordsThatFit(words: readonly string[], room: number): string {
  const plain = words.filter((word) => /^[\p{L}\p{M}\p{N}]+$/u.test(word));
  const fits = (count: number) => plain.slice(0, count).join(",").length <= room;
  return plain.filter((_, index) => fits(index + 1)).join(",");
}

/** Stands between a form's name and what it is about. */
const BEFORE_SUBJECT = "/";

/** One for each kind: the compiler asks for that of a new one. */
const CODECS: { readonly [Kind in ActionKind]: Codec<PartOf<Kind>> } = {
  show: entryCodec,
  more: entryCodec,
  sources: entryCodec,
  share: entryCodec,
  feedback: {
    write: ({ entry, helpful }) => [entry, helpful ? "yes" : "no"],
    read: ([entry, helpful]) => (entry ? { entry, helpful: helpful === "yes" } : undefined),
  },
  topics: {
    write: ({ area }) => (area === undefined ? [] : [area]),
    read: ([area]) => (area ? { area } : {}),
  },
  "set-language": {
    write: ({ choice }) => [choice],
    read: ([choice]) => (choice ? { choice } : undefined),
  },
  snooze: {
    write: ({ subscription, days }) => [subscription, String(days)],
    read: ([subscription, days]) => (subscription && isNumber(days) ? { subscription, days: Number(days) } : undefined),
  },
  "confirm-stop": subscriptionCodec,
  "stop-nudges": subscriptionCodec,
  "why-nudge": subscriptionCodec,
  "manage-nudge": {
    write: ({ command, subscription, until }) => [command, subscription, ...(until === undefined ? [] : [until])],
    read([name, subscription, until]) {
      const command = NUDGE_COMMAND_NAMES.find((known) => known === name);
      return command && subscription ? { command, subscription, ...(until ? { until } : {}) } : undefined;
    },
  },
  "quiz-answer": {
    write: ({ quiz, option }) => [quiz, String(option)],
    read: ([quiz, option]) => (quiz && isNumber(option) ? { quiz, option: Number(option) } : undefined),
  },
  claim: handOffCodec,
  "close-hand-off": handOffCodec,
  why: {
    write: ({ entry, confidence = 0, matched = [] }) =>
      entry === undefined ? [] : [entry, percentOf(confidence), wordsThatFit(matched, LONGEST_WORDS - entry.length)],
    read([entry, percent, words]) {
      if (!entry) return {};
      if (!isNumber(percent)) return undefined;
      return { entry, confidence: Number(percent) / 100, matched: words ? words.split(",") : [] };
    },
  },
  form: {
    write: ({ form, subject }) => [subject === undefined ? form : `${form}${BEFORE_SUBJECT}${subject}`],
    read([named = ""]) {
      const [name, subject] = named.split(BEFORE_SUBJECT);
      const form = FORM_NAMES.find((known) => known === name);
      return form && { form, ...(subject ? { subject } : {}) };
    },
  },
  review: {
    write: ({ entry, isRight }) => [entry, isRight ? "right" : "work"],
    read: ([entry, verdict]) => (entry ? { entry, isRight: verdict === "right" } : undefined),
  },
  help: pageCodec,
  person: pageCodec,
  privacy: pageCodec,
  settings: pageCodec,
  language: pageCodec,
  home: pageCodec,
  "my-data": pageCodec,
  "confirm-erase": pageCodec,
  erase: pageCodec,
};

const NUDGE_ACTIONS: Readonly<Record<NudgeAction["kind"], true>> = {
  snooze: true,
  "confirm-stop": true,
  "stop-nudges": true,
  "why-nudge": true,
  "manage-nudge": true,
  "quiz-answer": true,
};
const HAND_OFF_ACTIONS: Readonly<Record<HandOffAction["kind"], true>> = { claim: true, "close-hand-off": true };

/** Whether a button belongs to a nudge or a quiz rather than to the conversation. */
export function isNudgeAction(action: Action): action is NudgeAction {
  return Object.hasOwn(NUDGE_ACTIONS, action.kind);
}

/** Whether a button belongs to a question that was passed to a person. */
export function isHandOffAction(action: Action): action is HandOffAction {
  return Object.hasOwn(HAND_OFF_ACTIONS, action.kind);
}

/** Changes when the meaning of a field does, so that buttons of older messages are recognised. */
const VERSION = "1";

/** What is written in place of some kinds: their own words are on older buttons, which acted at one press. */
const WORDS: Partial<Record<ActionKind, string>> = { "stop-nudges": "stop-now", erase: "erase-now" };
/** What words that are no kind, or have changed, mean: older buttons ask first now. */
const MEANINGS: Readonly<Record<string, ActionKind>> = {
  ...{ "stop-now": "stop-nudges", "erase-now": "erase" },
  ...{ "stop-nudges": "confirm-stop", erase: "confirm-erase" },
};

function kindOf(word = ""): ActionKind | undefined {
  if (Object.hasOwn(MEANINGS, word)) return MEANINGS[word];
  return isActionKind(word) ? word : undefined;
}

/**
 * Writes an action as a short text for a button: version, kind, language, then what the kind needs, separated by colons.
 * With ids within `REPLY_LIMITS.id` it is within `REPLY_LIMITS.encodedAction`.
 */
export function encodeAction(action: Action): string {
  return [VERSION, WORDS[action.kind] ?? action.kind, action.language, ...codecOf(action.kind).write(action)].join(":");
}

/** Reads what {@link encodeAction} wrote; undefined for anything else (another version, another button, nonsense). */
export function decodeAction(text: string): Action | undefined {
  const [version, word, language, ...details] = text.split(":");
  const kind = kindOf(word);
  if (version !== VERSION || !language || kind === undefined) return undefined;
  const read = codecOf(kind).read(details);
  return read && ({ kind, language, ...read } as Action);
}

function codecOf(kind: ActionKind): Codec<Action> {
  return CODECS[kind] as Codec<Action>;
}

function isActionKind(kind: string | undefined): kind is ActionKind {
  return kind !== undefined && Object.hasOwn(CODECS, kind);
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && /^\d{1,3}$/.test(text);
}

/** A short text, without white space, for the button that opens a form, and for the form itself: it outlives a restart. */
export function encodeForm(form: FormReference): string {
  return encodeAction(openingOf(form));
}

/** The button's action that opens a form. */
export function openingOf({ name, subject, language }: FormReference): FormAction {
  return { kind: "form", form: name, ...(subject === undefined ? {} : { subject }), language };
}

/** Reads what {@link encodeForm} wrote; undefined for anything else. */
export function decodeForm(text: string): FormReference | undefined {
  const action = decodeAction(text);
  if (action?.kind !== "form") return undefined;
  const { form, subject, language } = action;
  return { name: form, ...(subject === undefined ? {} : { subject }), language };
}
