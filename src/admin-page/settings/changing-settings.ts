import { findNamedEntries, unknownEntry } from "../../administration/named-entries.ts";
import { SETTINGS, type SettingName } from "../../administration/settings.ts";
import type { WorkspaceSettings } from "../../administration/workspace-settings.ts";
import type { Language, Pack } from "../../model.ts";
import type { WorkspaceKey } from "../../ports.ts";
import { readSetting, SETTING_QUESTIONS, type SettingQuestion, writeField } from "./settings-form.ts";

/** The prefix of the hidden field with the value that a field had when the form was made. */
const BEFORE = "before:";

/** A form with settings that somebody sent. */
export interface FilledSettings {
  /** Only the settings that were changed in the form, so that an old page does not undo somebody else's change. */
  readonly changes: ReadonlyMap<SettingName, unknown>;
  /** The problem with each invalid value, by setting. */
  readonly problems: ReadonlyMap<SettingName, string>;
  /** Returns the value of a field. */
  readonly filled: (name: string) => string;
}

/** Returns the name of the hidden field with the value that a field had when the form was made. */
export function beforeName(field: string): string {
  return `${BEFORE}${field}`;
}

/** Reads a submitted form. Entries may be named by their titles. */
export function readFilledSettings(form: URLSearchParams, pack: Pick<Pack, "entries">, language: Language): FilledSettings {
  // Ticked checkboxes share one name.
  const filled = (name: string) => form.getAll(name).join("\n").replaceAll("\r\n", "\n").trim();
  const changes = new Map<SettingName, unknown>();
  const problems = new Map<SettingName, string>();
  for (const question of SETTING_QUESTIONS) {
    if (!wasChanged(question, form, filled)) continue;
    const given = readSetting(question, filled);
    const named = question.setting === "content.off" && isTexts(given) ? findNamedEntries(given, pack) : { ids: undefined };
    if ("unknown" in named) problems.set(question.setting, unknownEntry(named, language));
    if ("unknown" in named) continue;
    const value = named.ids ?? given;
    const read = SETTINGS[question.setting].safeParse(value);
    if (!read.success) problems.set(question.setting, reasonOf(read.error));
    changes.set(question.setting, value);
  }
  return { changes, problems, filled };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function wasChanged({ fields }: SettingQuestion, form: URLSearchParams, filled: (name: string) => string): boolean {
  return fields.some(({ name }) => form.has(name) && filled(name).trim() !== filled(beforeName(name)).trim());
}

function reasonOf({
  issues,
}: {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}) {
  return issues.map(({ path, message }) => [...path.map(String), message].join(": ")).join("; ");
}

/** Makes the changes, each with a record in the audit trail. Rejects as `WorkspaceSettings.change` does. */
export async function changeSettings(
  settings: WorkspaceSettings,
  workspace: WorkspaceKey,
  changes: FilledSettings["changes"],
  actor: string,
): Promise<void> {
  for (const [name, value] of changes) {
    // The type was checked when the form was read, and is checked again before it is stored.
    await settings.change(workspace, name, value as never, actor);
  }
}

/** Returns a function that returns the value of each field for a workspace's stored settings. */
export function keptFields(kept: Readonly<Record<string, string>>): (name: string) => string {
  const values = new Map(
    SETTING_QUESTIONS.flatMap(({ setting, fields }) => {
      const written = kept[setting];
      const value = written === undefined ? undefined : JSON.parse(written);
      return fields.map((field) => [field.name, writeField(value, field)]);
    }),
  );
  return (name) => values.get(name) ?? "";
}
