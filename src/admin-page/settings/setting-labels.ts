import type { SettingName } from "../../administration/settings.ts";
import { type AdministrationMessageKey, administrationKeys, sayToManagers } from "../../languages/index.ts";
import type { Language } from "../../model.ts";
import { weekdayName } from "../../nudges/replies/describe.ts";
import type { Text } from "../layout.ts";

/** Returns the label of a setting, the same as in chat. */
export function settingLabel(setting: SettingName, language: Language): string {
  return sayToManagers(language, `label.${setting}`);
}

/** Returns a hint on how to fill a setting in; undefined if its label is enough. */
export function settingHint(setting: SettingName, language: Language): string | undefined {
  return known(`hint.${setting}`, language);
}

const PARTS = ["title", "phone", "email", "url"] as const;

/** Returns the label of a part of a setting; its name if there is no text for it. */
export function fieldLabel(part: string, text: Text): string {
  const found = PARTS.find((one) => one === part);
  return found === undefined ? part : text(`setting-part.${found}`);
}

/** Returns the label of an option; its value if there is no text for it. */
export function optionLabel(setting: SettingName, option: string, language: Language): string {
  if (option === "true" || option === "false") return sayToManagers(language, option === "true" ? "value.yes" : "value.no");
  if (setting === "digest.weekday") return weekdayName(Number(option), language);
  return known(`choice.${setting}.${option}`, language) ?? option;
}

function known(key: string, language: Language): string | undefined {
  const found: AdministrationMessageKey | undefined = administrationKeys.find((one) => one === key);
  return found && sayToManagers(language, found);
}
