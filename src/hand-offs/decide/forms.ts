/** The forms of hand-offs, and the readers of filled-in ones. */

import { beginningOf } from "../../common/cut.ts";
import type { DraftEntry } from "../../drafts/ports.ts";
import type { Form, FormProblem, FormSubmission } from "../../forms.ts";
import { idOf } from "../../knowledge/import/ids.ts";
import { sayHandOff } from "../../languages/index.ts";
import type { ContactLine, Language } from "../../model.ts";
import { REPLY_LIMITS } from "../../reply-limits.ts";
import type { HandOff } from "../types.ts";

/** The values for the form to ask a person. */
export interface AskFormValues {
  /** The asker's last question. */
  readonly question?: string | undefined;
  /** The asker's name as the platform shows it. */
  readonly name?: string | undefined;
  /** The name of the organisation. */
  readonly organisation?: string | undefined;
  /** Whom to contact at once if the question is urgent. */
  readonly emergency: readonly ContactLine[];
}

export function askForm(language: Language, { question, name, organisation, emergency }: AskFormValues): Form {
  const say: Say = (key, values) => sayHandOff(language, key, values);
  const intro = say("form.ask-intro", { organisation: organisation ?? say("form.organisation") });
  const contact = emergency.map(({ text, way }) => (way === undefined ? text : `${text}: ${way.value}`))[0];
  return {
    ...{ name: "ask-person", language, title: say("form.ask-title"), submit: say("form.ask-submit") },
    intro: contact === undefined ? intro : `${say("form.ask-urgent", { contact })}\n${intro}`,
    fields: [
      {
        name: "question",
        kind: "long-text",
        label: say("form.field-question"),
        values: question === undefined ? [] : [question],
      },
      {
        ...{ name: "name", kind: "select", label: say("form.field-name"), hint: say("form.hint-name"), values: [SHOWN] },
        options: [
          { value: SHOWN, label: name === undefined ? say("form.name-shown") : say("form.name-shown-as", { name }) },
          { value: HIDDEN, label: say("form.name-hidden") },
        ],
      },
    ],
  };
}

type Say = (...of: Parameters<typeof sayHandOff> extends [unknown, ...infer Rest] ? Rest : never) => string;

/** The values of the field that says whether the channel sees the asker's name. */
const SHOWN = "shown";
const HIDDEN = "hidden";
/** Longer texts are cut off, in characters: more than any platform's field takes. */
const LONGEST = 4_000;

export function readAskForm({ values }: FormSubmission): { readonly question: string; readonly anonymous: boolean } {
  return { question: textIn(values.question), anonymous: values.name?.[0] === HIDDEN };
}

/** Returns the form for an answer of the channel, or for the asker's reply to one. */
export function messageForm(name: "hand-off-answer" | "hand-off-reply", { id, language, question }: HandOff): Form {
  const say: Say = (key, values) => sayHandOff(language, key, values);
  const kind = name === "hand-off-answer" ? "answer" : "reply";
  return {
    ...{ name, subject: id, language, title: say(`form.${kind}-title`), submit: say(`form.${kind}-submit`) },
    ...(kind === "answer" ? { intro: question } : {}),
    fields: [
      {
        ...{ name: MESSAGE, kind: "long-text", label: say(`form.field-${kind}`), values: [] },
        ...(kind === "answer" ? { hint: say("form.hint-answer") } : {}),
      },
    ],
  };
}

const MESSAGE = "message";

export function readMessageForm({ values }: FormSubmission): string {
  return textIn(values[MESSAGE]);
}

/** The longest summary of an entry, and the longest title that the form proposes, in characters. */
const LONGEST_SUMMARY = REPLY_LIMITS.summary;
const LONGEST_TITLE = 120;

export function saveForm({ id, language, question, answer }: HandOff): Form {
  const say: Say = (key, values) => sayHandOff(language, key, values);
  const title = beginningOf(question.replace(/\s+/g, " "), LONGEST_TITLE);
  return {
    ...{ name: "save-answer", subject: id, language, title: say("form.save-title"), submit: say("form.save-submit") },
    intro: say("form.save-intro"),
    fields: [
      { name: "title", kind: "text", label: say("form.field-title"), values: [title] },
      {
        ...{ name: "summary", kind: "long-text", label: say("form.field-summary") },
        hint: say("form.hint-summary", { most: LONGEST_SUMMARY }),
        values: answer === undefined ? [] : [answer],
      },
      {
        ...{ name: "ways", kind: "long-text", label: say("form.field-ways"), hint: say("form.hint-ways"), optional: true },
        values: [],
      },
      {
        ...{ name: "source", kind: "text", label: say("form.field-source"), hint: say("form.hint-source"), optional: true },
        values: [],
      },
    ],
  };
}

/** Returns the draft that a form describes, or the first problem with it, in the form's language. */
export function readSaveForm(
  { values, language: spoken }: FormSubmission,
  { id, language }: HandOff,
): { readonly draft: DraftEntry } | { readonly problem: FormProblem } {
  const [title, summary, source] = [textIn(values.title).replace(/\s+/g, " "), textIn(values.summary), textIn(values.source)];
  if (title === "") return { problem: { field: "title", text: sayHandOff(spoken, "form.bad-title") } };
  const count = [...summary].length;
  if (count === 0 || count > LONGEST_SUMMARY) {
    const text = sayHandOff(spoken, "form.bad-summary", { most: LONGEST_SUMMARY, count });
    return { problem: { field: "summary", text } };
  }
  const isAddress = /^https?:\/\/\S+$/i.test(source) && URL.canParse(source);
  if (source !== "" && !isAddress) return { problem: { field: "source", text: sayHandOff(spoken, "form.bad-source") } };
  const ways = textIn(values.ways)
    .split("\n")
    .map((way) => way.trim())
    .filter((way) => way !== "");
  return {
    draft: {
      ...{ id: entryId(title, id), language, title, summary, origin: "hand-off" },
      questions: [...new Set([title, ...ways])],
      sources: isAddress ? [{ title: new URL(source).hostname, url: source }] : [],
    },
  };
}

/** Makes the entry's id: "what-is-a-passkey-3f09c2" for "What is a passkey?" of hand-off "3f09c2…". Saving again with the same title replaces the draft. */
function entryId(title: string, handOff: string): string {
  const words = idOf(title, "").slice(0, 40).replace(/-$/, "");
  return [words, handOff.slice(0, 6)].filter((part) => part !== "").join("-");
}

/** Returns what was typed, without NUL characters, which no database can store. */
function textIn(values: readonly string[] | undefined): string {
  return beginningOf((values?.[0] ?? "").replaceAll("\0", "").trim(), LONGEST);
}
