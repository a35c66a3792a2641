import type { Say } from "../../../src/languages/catalogue.ts";

/** Discord's locales of the languages that Malinois speaks; the plain name and description serve all others. */
const LOCALES = { nl: "nl", fr: "fr", de: "de", "en-GB": "en" } as const;

/** Names and descriptions of commands in all languages, from the texts of a catalogue. */
export interface Localised<Key extends string> {
  described(key: Key): { description: string; description_localizations: Record<string, string> };
  /** The translations of a name; the name itself is the same everywhere. */
  translatedName(key: Key): { name_localizations: Record<string, string> };
  /** Something to pick from a list, by a name in the reader's language. */
  choice(key: Key, value: string): { name: string; name_localizations: Record<string, string>; value: string };
}

export function localised<Key extends string>(say: Say<Key>): Localised<Key> {
  const translations = (key: Key) =>
    Object.fromEntries(Object.entries(LOCALES).map(([locale, language]) => [locale, say(language, key)]));
  return {
    described: (key) => ({ description: say("en", key), description_localizations: translations(key) }),
    translatedName: (key) => ({ name_localizations: translations(key) }),
    choice: (key, value) => ({ name: say("en", key), name_localizations: translations(key), value }),
  };
}
