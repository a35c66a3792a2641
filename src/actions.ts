import type { Action, FormName, Language } from "./model.ts";

/** Changes when the meaning of a field does, so that buttons of older messages are recognised. */
const VERSION = "1";

/**
 * Writes an action as a short text for a button: version, kind, language, then what the kind needs.
 * With ids within `REPLY_LIMITS.id` it is within `REPLY_LIMITS.encodedAction`.
 */
export function encodeAction(action: Action): string {
  const parts = [VERSION, action.kind, action.language];
  if ("entry" in action) parts.push(action.entry);
  if (action.kind === "feedback") parts.push(action.helpful ? "yes" : "no");
  if (action.kind === "topics" && action.area !== undefined) parts.push(action.area);
  if (action.kind === "set-language") parts.push(action.choice);
  if ("subscription" in action) parts.push(action.subscription);
  if (action.kind === "snooze") parts.push(String(action.days));
  if (action.kind === "quiz-answer") parts.push(action.quiz, String(action.option));
  return parts.join(":");
}

/** Reads what {@link encodeAction} wrote; undefined for anything else (another version, another button, nonsense). */
export function decodeAction(text: string): Action | undefined {
  const [version, kind, language, detail, more] = text.split(":");
  if (version !== VERSION || !language) return undefined;
  switch (kind) {
    case "show":
    case "more":
    case "sources":
    case "share":
      return detail ? { kind, language, entry: detail } : undefined;
    case "feedback":
      return detail ? { kind, language, entry: detail, helpful: more === "yes" } : undefined;
    case "topics":
      return detail ? { kind, language, area: detail } : { kind, language };
    case "set-language":
      return detail ? { kind, language, choice: detail } : undefined;
    case "snooze":
      return detail && isNumber(more) ? { kind, language, subscription: detail, days: Number(more) } : undefined;
    case "stop-nudges":
    case "why-nudge":
      return detail ? { kind, language, subscription: detail } : undefined;
    case "quiz-answer":
      return detail && isNumber(more) ? { kind, language, quiz: detail, option: Number(more) } : undefined;
    case "why":
    case "help":
    case "person":
    case "privacy":
    case "settings":
    case "home":
    case "erase":
      return { kind, language };
    default:
      return undefined;
  }
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && /^\d{1,3}$/.test(text);
}

/** A form that a button opens, and that comes back filled in. */
export interface FormReference {
  readonly name: FormName;
  readonly language: Language;
}

const FORM_NAMES: readonly FormName[] = ["add-nudge"];

/** A short text, without white space, for the button that opens a form, and for the form itself: it outlives a restart. */
export function encodeForm({ name, language }: FormReference): string {
  return [VERSION, "form", language, name].join(":");
}

/** Reads what {@link encodeForm} wrote; undefined for anything else. */
export function decodeForm(text: string): FormReference | undefined {
  const [version, kind, language, named] = text.split(":");
  const name = FORM_NAMES.find((known) => known === named);
  return version === VERSION && kind === "form" && language && name !== undefined ? { name, language } : undefined;
}
