/** Defines how each setting is filled in and shown. */
import type { FormField, FormOption } from "../../forms.ts";
import { type AdministrationMessageKey, sayToManagers as say } from "../../languages/index.ts";
import { ownName } from "../../languages/language-names.ts";
import type { Language, Pack } from "../../model.ts";
import { weekdayName } from "../../nudges/replies/describe.ts";
import { contactText, readContactText } from "../contact-text.ts";
import { findNamedEntries, unknownEntry } from "../named-entries.ts";
import { MOST_CHOSEN, type OrganisationContact, SETTINGS, type SettingName, type SettingValues } from "../settings.ts";

/** The part of a form's field that depends on the kind of setting. */
export type FieldShape =
  | { readonly kind: "text" | "long-text" }
  | { readonly kind: "channels" | "people"; readonly most: number }
  | { readonly kind: "select" | "multi-select"; readonly options: readonly FormOption[] };

/** How a setting is filled in and shown, in a language. */
export interface Input<Value> {
  shape(language: Language, packLanguages: readonly Language[]): FieldShape;
  /** Returns the contents of the field for a value. */
  write(value: Value): FormField["values"];
  /** Returns what was filled in, to be validated with the setting's schema; undefined if nothing was. */
  read(given: readonly string[], pack: Pick<Pack, "entries">): unknown;
  /** Returns a message about a problem that the setting's schema cannot check; undefined if there is none. Absent: there is nothing more to check. */
  problem?(given: readonly string[], pack: Pick<Pack, "entries">, language: Language): string | undefined;
  /** Returns the value as text for people. */
  show(value: Value, language: Language): string;
}

const noneIn = (language: Language) => say(language, "value.none");

const text: Input<string | undefined> = {
  shape: () => ({ kind: "text" }),
  write: (value) => (value === undefined ? [] : [value]),
  read: ([given = ""]) => given.trim() || undefined,
  show: (value, language) => value ?? noneIn(language),
};

const contact: Input<OrganisationContact | undefined> = {
  ...text,
  write: (value) => (value === undefined ? [] : [contactText(value)]),
  read: ([given = ""]) => readContactText(given),
  show: (value, language) => (value === undefined ? noneIn(language) : contactText(value)),
};

function counted(unit: "value.hours" | "value.days"): Input<number | undefined> {
  return {
    shape: text.shape,
    write: (value) => (value === undefined ? [] : [String(value)]),
    read: ([given = ""]) => (given.trim() === "" ? undefined : Number(given)),
    show: (value, language) => (value === undefined ? noneIn(language) : say(language, unit, { count: value })),
  };
}

/** Splits typed lists of ids. People type them, with commas between, on a platform whose forms cannot offer a list. */
function splitIds(given: readonly string[]): string[] {
  return given.flatMap((one) => one.split(/[\s,;]+/)).filter((id) => id !== "");
}

function several(kind: "channels" | "people"): Input<readonly string[]> {
  return {
    shape: () => ({ kind, most: MOST_CHOSEN }),
    write: (value) => value,
    read: splitIds,
    show: (value, language) => say(language, `value.${kind}`, { count: value.length }),
  };
}

const linesOf = ([given = ""]: readonly string[]) => given.split("\n").flatMap((line) => line.trim() || []);

const entries: Input<readonly string[]> = {
  shape: () => ({ kind: "long-text" }),
  write: (value) => (value.length === 0 ? [] : [value.join("\n")]),
  read(given, pack) {
    const named = findNamedEntries(linesOf(given), pack);
    return "ids" in named ? named.ids : undefined;
  },
  problem(given, pack, language) {
    const named = findNamedEntries(linesOf(given), pack);
    return "ids" in named ? undefined : unknownEntry(named, language);
  },
  show: (value, language) => say(language, "value.entries", { count: value.length }),
};

const channel: Input<string | undefined> = {
  shape: () => ({ kind: "channels", most: 1 }),
  write: (value) => (value === undefined ? [] : [value]),
  read: (given) => splitIds(given)[0],
  show: (value, language) => say(language, "value.channels", { count: value === undefined ? 0 : 1 }),
};

const yesOrNo: Input<boolean> = {
  shape: (language) => ({ kind: "select", options: options(["yes", "no"], (value) => say(language, `value.${value}`)) }),
  write: (value) => [value ? "yes" : "no"],
  read: ([given]) => given === "yes",
  show: (value, language) => say(language, value ? "value.yes" : "value.no"),
};

/** Returns the input of a setting with a few fixed values, each with its own message. */
function choice<Value extends string>(values: readonly Value[], keyOf: (value: Value) => AdministrationMessageKey): Input<Value> {
  return {
    shape: (language) => ({ kind: "select", options: options(values, (value) => say(language, keyOf(value))) }),
    write: (value) => [value],
    read: ([given]) => given,
    show: (value, language) => say(language, keyOf(value)),
  };
}

const weekday: Input<number> = {
  shape: (language) => ({
    kind: "select",
    options: options(["1", "2", "3", "4", "5", "6", "7"], (day) => weekdayName(Number(day), language)),
  }),
  write: (value) => [String(value)],
  read: ([given]) => Number(given),
  show: weekdayName,
};

const languages: Input<readonly Language[]> = {
  shape: (_, packLanguages) => ({ kind: "multi-select", options: options(packLanguages, ownName) }),
  write: (value) => value,
  read: (given) => given,
  show: (value, language) => (value.length === 0 ? say(language, "value.all") : value.map(ownName).join(", ")),
};

function options<Value extends string>(values: readonly Value[], label: (value: Value) => string): readonly FormOption[] {
  return values.map((value) => ({ value, label: label(value) }));
}

/** The input of each setting. Without one for a new setting, this does not compile. */
export const INPUTS: { readonly [Name in SettingName]: Input<SettingValues[Name]> } = {
  "organisation.name": text,
  "organisation.helpdesk": contact,
  "organisation.emergency": contact,
  languages,
  answers: choice(SETTINGS.answers.unwrap().options, (value) => `choice.answers.${value}`),
  "people.guests": yesOrNo,
  "people.outsiders": yesOrNo,
  "content.off": entries,
  "channels.usual": choice(SETTINGS["channels.usual"].unwrap().options, (value) => `choice.channels.usual.${value}`),
  "channels.mention": several("channels"),
  "channels.questions": several("channels"),
  "channels.forums": several("channels"),
  "channels.off": several("channels"),
  "hand-off.channel": channel,
  "hand-off.reminder-hours": counted("value.hours"),
  "hand-off.hours": text,
  gaps: choice(SETTINGS.gaps.unwrap().options, (value) => `choice.gaps.${value}`),
  "digest.channel": channel,
  "digest.weekday": weekday,
  "nudges.quiet-hours": text,
  "retention.days": counted("value.days"),
  managers: several("people"),
};
