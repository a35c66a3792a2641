import { readCatalogue } from "../../src/languages/catalogue.ts";
import { uiLanguageFor } from "../../src/languages/languages.ts";
import type { Language } from "../../src/model.ts";
import type texts from "./texts/en.json";

export type TextKey = keyof typeof texts;
/** The keys of the texts about nudges, without their group: "add" for "nudge.add". */
export type NudgeTextKey<Key = TextKey> = Key extends `nudge.${infer Name}` ? Name : never;

/**
 * The texts that only Discord needs. Discord limits their lengths: names of commands and options to 32 characters, their
 * descriptions and choices to 100, the title and labels of a modal to 45.
 */
export const { say } = readCatalogue<TextKey>((language) => `adapters/discord/texts/${language}.json`);

/** As `PlatformInstance.rightsHint`: Discord sends permissions with commands and buttons in a server, but not with messages. */
export function rightsHint(language: Language, isKnown: boolean): string {
  return say(uiLanguageFor(language), isKnown ? "rights" : "rights-unknown");
}
