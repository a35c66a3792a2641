import { expect, it } from "vitest";
import { languageOfLocale, uiLanguageFor } from "../../../adapters/kit/language.ts";

it("a locale names a language", () => {
  expect(["nl-BE", "nl_BE", "NL", "en-US", "es-419"].map(languageOfLocale)).toEqual(["nl", "nl", "nl", "en", "es"]);
  expect([undefined, null, "", "-", "x", "english"].map(languageOfLocale)).toEqual(Array(6).fill(undefined));
});

it("who speaks a language that Malinois does not is spoken to in English", () => {
  expect([uiLanguageFor("fr"), uiLanguageFor("es"), uiLanguageFor(undefined)]).toEqual(["fr", "en", "en"]);
});
