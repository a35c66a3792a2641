import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { say } from "../../src/languages/index.ts";
import { languageOfLocale, UI_LANGUAGES, uiLanguageFor } from "../../src/languages/languages.ts";
import { ROOT } from "../repository-root.ts";

describe("the UI languages", () => {
  test("are those with a folder, English first", () => {
    expect(UI_LANGUAGES).toEqual(["en", "de", "fr", "nl"]);
  });

  test("have English as the fallback for others", () => {
    expect(uiLanguageFor("es")).toBe("en");
    expect(uiLanguageFor(undefined)).toBe("en");
    expect(say("es", "button.more")).toBe("More");
  });

  test.each([
    ["en-US", "en"],
    ["EN-gb", "en"],
    ["nl", "nl"],
    ["nl_BE", "nl"],
    ["zh-CN", "zh"],
    ["fil-PH", "fil"],
    [null, undefined],
    [undefined, undefined],
    ["", undefined],
    ["auto", undefined],
  ])("include for the locale %s the language %s", (locale, language) => {
    expect(languageOfLocale(locale)).toBe(language);
  });
});

test("French texts have no-break spaces before colons and inside quotation marks", () => {
  expect(say("fr", "more.none", { title: "la loi" })).toBe("Je n’ai rien de plus sur «\u00a0la loi\u00a0».");
  expect(say("fr", "choices.again")).toMatch(/\S\u00a0:$/);
});

test.each(UI_LANGUAGES)("texts in %s depend on numbers", (language) => {
  const counted = [0, 1, 2].map((count) => say(language, "topics.area", { count }));
  expect(new Set(counted).size).toBe(3);
  expect(counted[2]).toContain("2");
});

// "i (want|'d like)" would not match "id like": a word and its contraction must be in the same alternative.
test.each(UI_LANGUAGES)("no alternative of a phrase in %s begins inside a word", (language) => {
  const files = ["phrases.json", "lexicon.json"].map((name) => readFileSync(join(ROOT, "src/languages", language, name), "utf8"));
  expect(files.join("\n").match(/.*[|([]['’].*/gu) ?? []).toEqual([]);
});
