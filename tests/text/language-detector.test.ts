import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isChatWord } from "../../src/languages/chat-words.ts";
import { commonWords } from "../../src/text/common-words.ts";
import { createLanguageDetector } from "../../src/text/language-detector.ts";

const languages = ["en", "nl", "fr", "de"];
const detect = createLanguageDetector(languages, commonWords);

describe("the language detector", () => {
  it.each([
    ["en", "somebody stole my laptop this morning"],
    ["nl", "iemand heeft vanmorgen mijn laptop gestolen"],
    ["fr", "on m'a volé mon ordinateur ce matin"],
    ["de", "jemand hat heute Morgen meinen Laptop gestohlen"],
    ["nl", "bedankt"],
    ["fr", "merci beaucoup"],
    ["de", "danke schön"],
    ["en", "thanks"],
  ])("recognises %s in: %s", (language, text) => {
    for (const prior of languages) expect(detect(text, prior)).toBe(language);
  });

  it.each([
    ["fr", "jsuis hacké"],
    ["fr", "c koi nis2"],
    ["nl", "kzen gehackt"],
    ["en", "FCCU vs RCCU?"],
  ])("recognises %s as it is typed in chat: %s", (language, text) => {
    const detectChat = createLanguageDetector(languages, commonWords, isChatWord);
    expect(detectChat(text, "en")).toBe(language);
  });

  it.each([
    ["nl", "wat is phishing"],
    ["nl", "wat is spear phishing"],
    ["nl", "wat is vishing"],
    ["de", "was ist spear phishing"],
    ["fr", "c'est quoi le shoulder surfing"],
  ])("recognises %s by its commonest words beside an English term: %s", (language, text) => {
    for (const prior of languages) expect(detect(text, prior)).toBe(language);
  });

  it("stays in the language of the thread when an English name follows a question word", () => {
    expect(detect("was ist Card Stop", "de")).toBe("de");
    expect(detect("wat is Card Stop", "nl")).toBe("nl");
  });

  it("returns the prior if the words do not show the language", () => {
    for (const prior of languages) {
      expect(detect("", prior)).toBe(prior);
      expect(detect("😀 !!", prior)).toBe(prior);
    }
    expect(detect("NIS2", "nl")).toBe("nl");
    expect(detect("NIS2", "fr")).toBe("fr");
  });

  it("returns one of its languages or the prior for any text", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => languages.includes(detect(text, "de"))));
  });

  it("returns the prior for a language without a list of words", () => {
    const withOther = createLanguageDetector(["en", "xx"], commonWords);
    expect(withOther("what is this about", "xx")).toBe("en");
    expect(withOther("", "xx")).toBe("xx");
  });
});
