import { IntlMessageFormat } from "intl-messageformat";
import type { Language } from "../model.ts";

/** The languages that Malinois itself speaks; a pack may have others. */
export const UI_LANGUAGES = ["en", "nl", "fr", "de"] as const;
export type UiLanguage = (typeof UI_LANGUAGES)[number];

export type MessageValues = Readonly<Record<string, string | number>>;

/** The text of a message in a language, with its values filled in; in English where Malinois does not speak the language. */
export type Say<Key extends string> = (language: Language, key: Key, values?: MessageValues) => string;

export function isUiLanguage(language: Language): language is UiLanguage {
  return (UI_LANGUAGES as readonly string[]).includes(language);
}

/**
 * Makes a catalogue of messages in ICU message format ("{count, plural, one {# entry} other {# entries}}").
 * The compiler sees to it that each language has the keys of the others.
 */
export function createCatalogue<Key extends string>(
  texts: Readonly<Record<UiLanguage, Readonly<Record<Key, string>>>>,
): Say<Key> {
  const formats = new Map<string, IntlMessageFormat>();
  return (language, key, values) => {
    const spoken = isUiLanguage(language) ? language : "en";
    const name = `${spoken} ${key}`;
    let format = formats.get(name);
    if (format === undefined) {
      const text = spoken === "fr" ? withNoBreakSpaces(texts[spoken][key]) : texts[spoken][key];
      format = new IntlMessageFormat(text, spoken, undefined, { ignoreTag: true });
      formats.set(name, format);
    }
    return String(format.format(values));
  };
}

/** French sets a space before its double punctuation and inside its quotation marks, at which no line may break. */
function withNoBreakSpaces(text: string): string {
  return text.replace(/ (?=[;:!?»])|(?<=«) /g, "\u00a0");
}
