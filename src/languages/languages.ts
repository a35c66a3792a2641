/** The languages that Malinois speaks, and what is true of each as a whole; a pack may have others. */
import { z } from "zod";
import type { Language } from "../model.ts";
import { DEFAULT_UI_LANGUAGE, findLanguages, languageFile, readTexts } from "./files.ts";
import { ROOT } from "./root.ts";

export { DEFAULT_UI_LANGUAGE, languageFile };

const settingsSchema = z.strictObject({
  /** What people call the language beside its name in the languages that Malinois speaks. */
  alsoCalled: z.array(z.string()),
  /** BCP 47 tags by which platforms know the language, the preferred one first. */
  locales: z.array(z.string()).min(1),
  /** The locale for formatting dates and lists. */
  dateLocale: z.string(),
  /** Characters before or after which a space must not break a line. */
  noBreakSpace: z.strictObject({ before: z.string(), after: z.string() }).optional(),
});

/** The codes of the languages that Malinois speaks: English first, then by the alphabet. */
export const UI_LANGUAGES: readonly Language[] = findLanguages(ROOT);

/** Returns the settings of a language; those of English for a language that Malinois does not speak. */
export const settingsOf = readForEach("language.json", settingsSchema);

const BY_LOCALE: ReadonlyMap<string, Language> = new Map(
  UI_LANGUAGES.flatMap((language) => settingsOf(language).locales.map((locale) => [locale.toLowerCase(), language])),
);

/**
 * Reads the file with a given name of each language that Malinois speaks.
 * @returns the content for a language; that for English if Malinois does not speak the language
 * @throws MalinoisError when a file is missing, is not JSON, or does not have the form of the schema
 */
export function readForEach<Value>(name: string, schema: z.ZodType<Value>): (language: Language) => Value {
  const model = languageFile(DEFAULT_UI_LANGUAGE, name);
  const english = readTexts(model, model, schema);
  const values = new Map(UI_LANGUAGES.map((language) => [language, readTexts(languageFile(language, name), model, schema)]));
  return (language) => values.get(language) ?? english;
}

export function isUiLanguage(language: Language): boolean {
  return UI_LANGUAGES.includes(language);
}

/** Returns the language itself if Malinois speaks it, else English. */
export function uiLanguageFor(language: Language | undefined): Language {
  return language !== undefined && isUiLanguage(language) ? language : DEFAULT_UI_LANGUAGE;
}

/** Returns the locale for formatting dates and lists: "en-GB" for English; the language itself if Malinois does not speak it. */
export function dateLocale(language: Language): string {
  return isUiLanguage(language) ? settingsOf(language).dateLocale : language;
}

/**
 * Returns the language of a platform's locale: "nl-BE" is "nl", "pt_BR" is "pt"; undefined for what is not a locale.
 * @param locale a BCP 47 tag, or one with underscores
 */
export function languageOfLocale(locale: string | null | undefined): Language | undefined {
  const tag = (locale ?? "").toLowerCase().replaceAll("_", "-");
  return BY_LOCALE.get(tag) ?? /^[a-z]{2,3}(?![a-z])/.exec(tag)?.[0];
}
