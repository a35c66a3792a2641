import type { SettingName } from "../administration/settings.ts";
import type { Text } from "./layout.ts";

/** What a setting is called. */
export function settingLabel(setting: SettingName, text: Text): string {
  return text(`setting.${setting}`);
}

const PARTS = ["title", "phone", "email", "url"] as const;

/** What a part of a setting is called; one without a text goes by its name. */
export function fieldLabel(part: string, text: Text): string {
  const known = PARTS.find((one) => one === part);
  return known === undefined ? part : text(`setting-part.${known}`);
}

const OPTIONS = ["gaps.nothing", "gaps.words", "gaps.text"] as const;

/** What a choice is called; one without a text goes by its name. */
export function optionLabel(setting: SettingName, option: string, text: Text): string {
  if (option === "true") return text("settings.yes");
  if (option === "false") return text("settings.no");
  const known = OPTIONS.find((one) => one === `${setting}.${option}`);
  return known === undefined ? option : text(`setting-option.${known}`);
}
