import { describe, expect, test } from "vitest";
import { spelledOut } from "../../src/languages/chat-words.ts";
import { UI_LANGUAGES } from "../../src/languages/languages.ts";
import { lexiconOf } from "../../src/languages/lexicon.ts";
import { splitWords, stripAccents } from "../../src/text/words.ts";

describe("chat shorthand", () => {
  test.each([
    ["en", "pw", ["password"]],
    ["en", "whats", ["what", "is"]],
    ["nl", "kzen", ["ik", "ben"]],
    ["fr", "mdp", ["mot", "de", "passe"]],
    ["de", "vllt", ["vielleicht"]],
  ])("is spelled out in %s: %s", (language, typed, words) => {
    expect(spelledOut(typed, language)).toEqual(words);
  });

  test("does not include other words, or words of languages that Malinois does not speak", () => {
    expect(spelledOut("constructor", "en")).toEqual(["constructor"]);
    expect(spelledOut("pw", "es")).toEqual(["pw"]);
  });

  test.each(UI_LANGUAGES)("is listed in %s as it is typed, with real words as its meaning", (language) => {
    for (const [typed, meant] of Object.entries(lexiconOf(language).chatWords)) {
      expect(splitWords(typed), typed).toEqual([stripAccents(typed)]);
      expect(splitWords(meant).length, typed).toBeGreaterThan(0);
    }
  });
});
