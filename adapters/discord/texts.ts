import { readCatalogue } from "../../src/languages/catalogue.ts";
import { uiLanguageFor } from "../../src/languages/languages.ts";
import type { Language } from "../../src/model.ts";
import type texts from "./texts/en.json";

export type TextKey = keyof typeof texts;
/** The keys of what is said about nudges, without their group: "add" for "nudge.add". */
export type NudgeTextKey<Key = TextKey> = Key extends `nudge.${infer Name}` ? Name : never;

/**
 * What Malinois says in Discord alone. Discord bounds the lengths: names of commands and options 32 characters, their
 * descriptions and choices 100, the title and labels of a modal 45.
 */
export const { say } = readCatalogue<TextKey>((language) => `adapters/discord/texts/${language}.json`);

/** As `PlatformInstance.rightsHint`: messages come without permissions, commands and buttons in a server bring them. */
export function rightsHint(language: Language, isKnown: boolean): string {
  return say(uiLanguageFor(language), isKnown ? "rights" : "rights-unknown");
}
