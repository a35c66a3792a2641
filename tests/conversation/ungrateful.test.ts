import { describe, expect, test } from "vitest";
import type { Language } from "../../src/model.ts";
import { startTalk, textOf } from "./talk.ts";

/** Questions that get choices or an answer from the pack of bicycles. */
const AN_ANSWER = "how do I repair a puncture?";

const COMPLAINTS: Readonly<Record<Language, readonly string[]>> = {
  en: ["you're useless", "You are really useless!", "stupid bot", "you don't understand me", "u are no help", "useless"],
  nl: ["je bent nutteloos", "je bent echt dom", "stomme bot", "je begrijpt me niet", "daar ben ik niks mee"],
  fr: ["t’es nul", "tu es vraiment inutile", "vous ne comprenez rien", "tu ne sers à rien", "c’est nul"],
  de: ["du bist nutzlos", "Sie sind wirklich keine Hilfe", "blöder Bot", "du verstehst mich nicht", "das bringt mir nichts"],
};
const REGRETS: Readonly<Record<Language, string>> = {
  en: "I am sorry that I was no help.",
  nl: "Het spijt me dat je niets aan me had.",
  fr: "Je regrette de ne pas vous avoir aidé.",
  de: "Es tut mir leid, dass ich keine Hilfe war.",
};

const inEach = (texts: Readonly<Record<Language, readonly string[]>>) =>
  Object.entries(texts).flatMap(([language, list]) => list.map((text) => [text, language] as const));

describe("somebody who is angry with Malinois", () => {
  test.each(inEach(COMPLAINTS))("“%s” (%s) gets an apology and ways to go on, never a lecture on guessing", (text, language) => {
    for (const before of [undefined, AN_ANSWER]) {
      const talk = startTalk({ locale: language });
      if (before !== undefined) talk.say(before);
      const decision = talk.say(text);
      expect(decision).toMatchObject({ outcome: "unknown", language, entries: [] });
      expect(textOf(decision)).toContain(REGRETS[language]);
      expect(decision.replies[0]?.actions.map(({ action }) => action.kind)).toContain("person");
    }
  });

  test.each(["is a password manager useless?", "somebody stole my useless bike"])("“%s” is a question", (text) => {
    expect(textOf(startTalk().say(text))).not.toContain(REGRETS.en as string);
  });
});

describe("somebody who gives up", () => {
  test.each([
    ["forget it", "en"],
    ["leave it", "en"],
    ["laat maar", "nl"],
    ["vergeet het maar", "nl"],
    ["laisse tomber", "fr"],
    ["tant pis", "fr"],
    ["vergiss es", "de"],
    ["lass gut sein", "de"],
  ])("“%s” (%s) is let go in peace", (text, language) => {
    expect(startTalk({ locale: language }).say(text)).toMatchObject({ outcome: "smalltalk", language });
  });
});

describe("somebody who meant something else", () => {
  test.each([
    ["no, the other one", "en"],
    ["the other one", "en"],
    ["nee, die andere", "nl"],
    ["ce n’est pas ce que je voulais dire", "fr"],
    ["non, l’autre", "fr"],
    ["nein, das andere", "de"],
  ])("“%s” (%s) never gets the same answer again", (text, language) => {
    const talk = startTalk({ locale: language });
    talk.say(AN_ANSWER);
    expect(talk.say(text)).toMatchObject({ outcome: "unknown", language, entries: [] });
  });
});

describe("“no” or “yes” to a list of choices", () => {
  test.each([
    ["no", "en", "Sorry, that was not it."],
    ["nope", "en", "Sorry, that was not it."],
    ["nee", "nl", "Sorry, dat was het dus niet."],
    ["non", "fr", "Désolé"],
    ["nein", "de", "Schade"],
  ])("“%s” (%s) means none of them", (text, language, said) => {
    const talk = startTalk({ locale: language });
    talk.say(CRIES[language] ?? "");
    const decision = talk.say(text);
    expect(decision).toMatchObject({ outcome: "unknown", language });
    expect(textOf(decision)).toContain(said);
  });

  test.each([
    ["yes", "en", "First tell me which one you mean:"],
    ["ja", "nl", "Zeg eerst even welk onderwerp je bedoelt:"],
    ["oui", "fr", "Dites-moi d’abord de quel sujet il s’agit"],
    ["ja", "de", "Sagen Sie mir"],
  ])("“%s” (%s) picks none, and is asked back", (text, language, said) => {
    const talk = startTalk({ locale: language });
    const offered = talk.say(CRIES[language] ?? "").entries.map(({ id }) => id);
    const decision = talk.say(text);
    expect(decision).toMatchObject({ outcome: "choices", language, entries: offered.map((id) => ({ id })) });
    expect(textOf(decision)).toContain(said);
    talk.say(AN_ANSWER);
    expect(talk.say(text).outcome).toBe("smalltalk");
  });

  test("after an answer it is a courtesy", () => {
    const talk = startTalk({ locale: "en" });
    talk.say(AN_ANSWER);
    expect(talk.say("no").outcome).toBe("smalltalk");
  });
});

const CRIES: Readonly<Record<Language, string>> = { en: "help!", nl: "help!", fr: "au secours", de: "Hilfe!" };
