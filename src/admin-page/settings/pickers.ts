import type { SettingName } from "../../administration/settings.ts";
import { INPUTS } from "../../administration/settings-page/inputs.ts";
import type { Language } from "../../model.ts";
import type { Directory } from "../../ports.ts";

/** The options of a setting, by name. */
export interface Picker {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Whether only one option can be chosen, rather than several. */
  readonly isSingle: boolean;
}

/** Returns the picker of a setting; undefined if the setting is filled in some other way, or the platform does not list the options. */
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
      // Weekdays are stored as numbers, so their names are needed here. The options of other choices come from their schemas.
      return setting === "digest.weekday" ? { options: shape.options, isSingle: true } : undefined;
    case "text":
      return undefined;
  }
}

/** Returns the options, and any chosen values that are not among them: a deleted or invisible channel or person is shown by its id and stays chosen. */
export function withChosen({ options }: Picker, chosen: readonly string[]): Picker["options"] {
  const known = new Set(options.map(({ value }) => value));
  return [...options, ...chosen.filter((id) => !known.has(id)).map((id) => ({ value: id, label: id }))];
}
