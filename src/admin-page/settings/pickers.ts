import type { SettingName } from "../../administration/settings.ts";
import { INPUTS } from "../../administration/settings-page/inputs.ts";
import type { Language } from "../../model.ts";
import type { Directory } from "../../ports.ts";

/** What can be chosen for a setting, by name. */
export interface Picker {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** How many can be chosen: one, or several. */
  readonly isSingle: boolean;
}

/** The picker of a setting; undefined for one that is filled in otherwise, also where the platform does not tell what there is. */
export function pickerOf(
  setting: SettingName,
  language: Language,
  packLanguages: readonly Language[],
  { channels, people }: Directory,
): Picker | undefined {
  const shape = INPUTS[setting].shape(language, packLanguages);
  switch (shape.kind) {
    case "multi-select":
      return { options: shape.options, isSingle: false };
    case "channels":
    case "people": {
      const listed = shape.kind === "channels" ? channels : people;
      if (listed.length === 0) return undefined;
      return { options: listed.map(({ id, name }) => ({ value: id, label: name })), isSingle: shape.most === 1 };
    }
    case "select":
      // Days are numbers: other choices are drawn from how their values are defined.
      return setting === "digest.weekday" ? { options: shape.options, isSingle: true } : undefined;
    case "text":
      return undefined;
  }
}

/** The options with those that are chosen and not among them: what is gone, or not seen, is shown by its id, and kept. */
export function withChosen({ options }: Picker, chosen: readonly string[]): Picker["options"] {
  const known = new Set(options.map(({ value }) => value));
  return [...options, ...chosen.filter((id) => !known.has(id)).map((id) => ({ value: id, label: id }))];
}
