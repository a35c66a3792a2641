import { isUiLanguage } from "../../../src/languages/catalogue.ts";
import type { Language } from "../../../src/model.ts";
import type { InteractionEvent } from "./events.ts";

/** The language of a Discord locale: "en-US" is "en". Source: https://docs.discord.com/developers/reference#locales */
export function languageOf(locale: string | null | undefined): Language | undefined {
  return locale?.split("-")[0]?.toLowerCase() || undefined;
}

/** The language that a person reads Discord in, or English where Malinois does not speak it. */
export function uiLanguageOf({ locale }: Pick<InteractionEvent, "locale">): Language {
  const language = languageOf(locale) ?? "en";
  return isUiLanguage(language) ? language : "en";
}
