import { languageOfLocale, uiLanguageFor } from "../../../src/languages/languages.ts";
import type { Language } from "../../../src/model.ts";
import type { InteractionEvent } from "./events.ts";

/** The language that a person reads Discord in, or English where Malinois does not speak it. */
export function uiLanguageOf({ locale }: Pick<InteractionEvent, "locale">): Language {
  return uiLanguageFor(languageOfLocale(locale));
}
