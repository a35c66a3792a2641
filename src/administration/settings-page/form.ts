import type { Form, FormField, FormProblem, FormSubmission } from "../../forms.ts";
import { type AdministrationMessageKey, administrationKeys, sayToManagers as say } from "../../languages/index.ts";
import type { Language, Pack } from "../../model.ts";
import { SETTINGS, type SettingName, type SettingValues } from "../settings.ts";
import { INPUTS, type Input } from "./inputs.ts";
import { SUBJECTS, type Subject } from "./subjects.ts";

/** The current settings and the possible choices. */
export interface SettingsFacts {
  readonly values: SettingValues;
  readonly packLanguages: readonly Language[];
  /** The language of the form. */
  readonly language: Language;
}

/** Returns the form of a subject, filled in with the current settings. */
export function settingsForm(subject: Subject, { values, packLanguages, language }: SettingsFacts): Form {
  const fields = SUBJECTS[subject].map((name): FormField => {
    const input = inputOf(name);
    const hint = hintOf(name, language);
    return {
      ...{ name, label: say(language, `label.${name}`), optional: true, values: input.write(values[name]) },
      ...(hint === undefined ? {} : { hint }),
      ...input.shape(language, packLanguages),
    };
  });
  return {
    name: "settings",
    subject,
    language,
    title: say(language, `subject.${subject}`),
    submit: say(language, "form.save"),
    fields,
  };
}

/** A setting with its new value; undefined resets it to its default. */
export type Changed = {
  readonly [Name in SettingName]: { readonly name: Name; readonly value: SettingValues[Name] | undefined };
}[SettingName];

/** Returns the settings that a submission changes, or the first problem with it, in its language. */
export function readSettingsForm(
  subject: Subject,
  { values: given, language }: FormSubmission,
  { values, pack }: { readonly values: SettingValues; readonly pack: Pick<Pack, "entries"> },
): { readonly changes: readonly Changed[] } | { readonly problem: FormProblem } {
  const changes: Changed[] = [];
  for (const name of SUBJECTS[subject]) {
    const entered = given[name];
    if (entered === undefined) continue;
    const { write, read: readValue, problem } = inputOf(name);
    // The text of some values, such as a contact with a semicolon in its name, can be read as another value.
    if (JSON.stringify(entered) === JSON.stringify(write(values[name]))) continue;
    const wrong = problem?.(entered, pack, language);
    if (wrong !== undefined) return { problem: { field: name, text: say(language, "form.bad", { problem: wrong }) } };
    const value = readValue(entered, pack);
    const read = SETTINGS[name].safeParse(value);
    if (!read.success)
      return { problem: { field: name, text: problemWith(name, read.error.issues[0]?.message ?? "", language) } };
    if (JSON.stringify(read.data) === JSON.stringify(values[name])) continue;
    changes.push({ name, value: value === undefined ? undefined : read.data } as Changed);
  }
  return { changes };
}

/** Returns the message about an invalid value. It quotes the setting's hint, which describes the format, or the schema's error if there is no hint. */
function problemWith(name: SettingName, message: string, language: Language): string {
  return say(language, "form.bad", { problem: hintOf(name, language) ?? message });
}

function hintOf(name: SettingName, language: Language): string | undefined {
  const key = administrationKeys.find((one) => one === `hint.${name}`);
  return key === undefined ? undefined : say(language, key satisfies AdministrationMessageKey);
}

/** Returns the input of a setting, typed for the values of any setting; pass it only values of the same setting. */
export function inputOf(name: SettingName): Input<SettingValues[SettingName]> {
  return INPUTS[name] as Input<SettingValues[SettingName]>;
}
