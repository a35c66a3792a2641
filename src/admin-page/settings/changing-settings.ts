import { findNamedEntries, unknownEntry } from "../../administration/named-entries.ts";
import { SETTINGS, type SettingName } from "../../administration/settings.ts";
import type { WorkspaceSettings } from "../../administration/workspace-settings.ts";
import type { Language, Pack } from "../../model.ts";
import type { WorkspaceKey } from "../../ports.ts";
import { readSetting, SETTING_QUESTIONS, type SettingQuestion, writeField } from "./settings-form.ts";

/** Before the name of a field: what stood in it when the form was made. */
const BEFORE = "before:";

/** What somebody filled in. */
export interface FilledSettings {
  /** What was changed in the form; what was left as it stood is not in it, so that an old page undoes nobody's change. */
  readonly changes: ReadonlyMap<SettingName, unknown>;
  /** What is wrong with a value, by setting. */
  readonly problems: ReadonlyMap<SettingName, string>;
  /** What stands in each field. */
  readonly filled: (name: string) => string;
}

/** The hidden field that remembers what a field began with. */
export function beforeName(field: string): string {
  return `${BEFORE}${field}`;
}

/** Reads what was filled in. Entries may be named by their titles. */
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

/** Carries the changes out, each with its line in the audit trail. Rejects as `WorkspaceSettings.change` does. */
export async function changeSettings(
  settings: WorkspaceSettings,
  workspace: WorkspaceKey,
  changes: FilledSettings["changes"],
  actor: string,
): Promise<void> {
  for (const [name, value] of changes) {
    // Its form was checked when it was read, and is checked again where it is kept.
    await settings.change(workspace, name, value as never, actor);
  }
}

/** What stands in the fields of a workspace's settings, as they are kept. */
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
