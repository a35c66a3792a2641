import type { Say } from "../../../src/languages/catalogue.ts";
import { DEFAULT_UI_LANGUAGE, settingsOf, UI_LANGUAGES } from "../../../src/languages/languages.ts";
import type { Language } from "../../../src/model.ts";
import { LOCALES } from "../protocol.ts";

/** Discord's locale for each UI language. All other locales show the name and description without a translation. */
const LOCALISED: readonly (readonly [locale: string, language: Language])[] = UI_LANGUAGES.flatMap((language) => {
  const locale = settingsOf(language).locales.find((one) => LOCALES.includes(one));
  return locale === undefined ? [] : [[locale, language] as const];
});

/** Names and descriptions of commands in all languages, from the texts of a catalogue. */
export interface Localised<Key extends string> {
  described(key: Key): { description: string; description_localizations: Record<string, string> };
  /** Returns the translations of a name; the name itself is the same everywhere. */
  translatedName(key: Key): { name_localizations: Record<string, string> };
  /** Returns an item of a list, with its name in the reader's language. */
  choice(key: Key, value: string): { name: string; name_localizations: Record<string, string>; value: string };
}

export function localised<Key extends string>(say: Say<Key>): Localised<Key> {
  const translations = (key: Key) => Object.fromEntries(LOCALISED.map(([locale, language]) => [locale, say(language, key)]));
  return {
    described: (key) => ({ description: say(DEFAULT_UI_LANGUAGE, key), description_localizations: translations(key) }),
    translatedName: (key) => ({ name_localizations: translations(key) }),
    choice: (key, value) => ({ name: say(DEFAULT_UI_LANGUAGE, key), name_localizations: translations(key), value }),
  };
}
