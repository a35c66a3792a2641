import { isUiLanguage, type UiLanguage } from "../../src/languages/catalogue.ts";
import type { Language } from "../../src/model.ts";

/** The language of a platform's locale: "nl" for "nl-BE" or "nl_BE"; undefined where there is none. */
export function languageOfLocale(locale: string | null | undefined): Language | undefined {
  const [language = ""] = (locale ?? "").toLowerCase().split(/[-_]/);
  return /^[a-z]{2,3}$/.test(language) ? language : undefined;
}

/** The language in which an adapter speaks to somebody of that language: English where Malinois does not speak it. */
export function uiLanguageFor(language: Language | undefined): UiLanguage {
  return language !== undefined && isUiLanguage(language) ? language : "en";
}
