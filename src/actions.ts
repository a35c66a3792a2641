/** The actions of buttons, and how they are encoded. */

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

/** Says why an answer was given. Buttons of older messages name no entry; then it is the last answer of the conversation. */
export interface WhyAction {
  readonly kind: "why";
  readonly entry?: string;
  /** How probable it was that the entry is the right one, 0–1. */
  readonly confidence?: number;
  /** The words of the question that matched the entry, as many as fit in the button. */
  readonly matched?: readonly string[];
  readonly language: Language;
}

/**
 * Opens a page of Malinois itself. "person" shows the contacts; "settings" the settings of the workspace to those who manage it, and their own to others;
 * "language" everybody's own settings; "home" a platform's start page; "my-data" what is kept about the asker; "confirm-erase" asks whether to erase all of
 * that, and "erase" erases it.
 */
export interface PageAction {
  readonly kind: "help" | "person" | "privacy" | "settings" | "language" | "home" | "my-data" | "confirm-erase" | "erase";
  readonly language: Language;
}

/** Opens a form. A platform that cannot open one from a button gets it in a reply. */
export interface FormAction {
  readonly kind: "form";
  readonly form: FormName;
  readonly subject?: string;
  readonly language: Language;
}

/** The owner of an entry confirms that it is still right, or says that it is not. */
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

/** Claims a question that was passed to a person, or closes it. */
export interface HandOffAction {
  readonly kind: "claim" | "close-hand-off";
  readonly handOff: string;
  readonly language: Language;
}

/** The action of a button; small enough to be encoded in the button itself. */
export type Action = ConversationAction | NudgeAction | HandOffAction;

type ActionKind = Action["kind"];
/** The members of the union with a given kind. */
type PartOf<Kind extends ActionKind, Part = Action> = Part extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? Part
    : never
  : never;

/** How the details of an action, apart from kind and language, are written into a button and read back. */
interface Codec<Part extends Action> {
  write(action: Part): readonly string[];
  /** Returns undefined for details that this kind of action cannot have. */
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

/** The characters left in an encoded "why" after version, kind, a language of up to three letters and the confidence: "1:why:xxx:" and ":100:". */
const LONGEST_WORDS = REPLY_LIMITS.encodedAction - "1:why:xxx::100:".length;

/** Only what is certain, since people chose it themselves, is written as 100. */
function percentOf(confidence: number): string {
  return String(confidence >= 1 ? 100 : Math.min(99, Math.round(100 * confidence)));
}

/** Joins the first words with commas, up to a number of characters. Words with anything but letters and digits are left out. */
function wordsThatFit(words: readonly string[], room: number): string {
  const plain = words.filter((word) => /^[\p{L}\p{M}\p{N}]+$/u.test(word));
  const fits = (count: number) => plain.slice(0, count).join(",").length <= room;
  return plain.filter((_, index) => fits(index + 1)).join(",");
}

/** Separates a form's name from the id of what it is about. */
const BEFORE_SUBJECT = "/";

/** One codec for each kind; the compiler demands one for a new kind. */
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

/** Returns whether a button belongs to a nudge or a quiz rather than to the conversation. */
export function isNudgeAction(action: Action): action is NudgeAction {
  return Object.hasOwn(NUDGE_ACTIONS, action.kind);
}

/** Returns whether a button belongs to a question that was passed to a person. */
export function isHandOffAction(action: Action): action is HandOffAction {
  return Object.hasOwn(HAND_OFF_ACTIONS, action.kind);
}

/** Incremented when the meaning of a field changes, so that buttons of older messages are recognised. */
const VERSION = "1";

/** What is written instead of some kinds. Older buttons with the kind's own name acted at once, without asking for confirmation. */
const WORDS: Partial<Record<ActionKind, string>> = { "stop-nudges": "stop-now", erase: "erase-now" };
/** The kinds meant by names that have changed: buttons of older messages now ask for confirmation. */
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

/** Reads what {@link encodeAction} wrote; returns undefined for anything else (another version, another program's button, nonsense). */
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

/** Encodes a form as a short text without white space, for the button that opens it and for the form itself. It stays valid after a restart. */
export function encodeForm(form: FormReference): string {
  return encodeAction(openingOf(form));
}

/** Returns the action of a button that opens a form. */
export function openingOf({ name, subject, language }: FormReference): FormAction {
  return { kind: "form", form: name, ...(subject === undefined ? {} : { subject }), language };
}

/** Reads what {@link encodeForm} wrote; returns undefined for anything else. */
export function decodeForm(text: string): FormReference | undefined {
  const action = decodeAction(text);
  if (action?.kind !== "form") return undefined;
  const { form, subject, language } = action;
  return { name: form, ...(subject === undefined ? {} : { subject }), language };
}
