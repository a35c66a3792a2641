import { describe, expect, test } from "vitest";
import type { Language } from "../../src/model.ts";
import { startTalk, textOf } from "./talk.ts";

type Sayings = Readonly<Record<Language, readonly string[]>>;

const inEach = (texts: Sayings) =>
  Object.entries(texts).flatMap(([language, list]) => list.map((text) => [text, language] as const));

const ASHAMED: Sayings = {
  en: ["I feel so stupid", "I'm really ashamed", "is it my fault?", "will I get fired?", "am I in trouble"],
  nl: ["ik voel me zo dom", "ik schaam me", "is het mijn schuld?", "word ik ontslagen?"],
  fr: ["je me sens trop bête", "j’ai honte", "c’est ma faute ?", "je vais être viré ?"],
  de: ["ich fühle mich so dumm", "ich schäme mich", "ist das meine Schuld?", "werde ich gefeuert?"],
};
const COMFORT: Readonly<Record<Language, string>> = {
  en: "It can happen to anyone",
  nl: "Het kan iedereen overkomen",
  fr: "Cela peut arriver à tout le monde",
  de: "Das kann jedem passieren",
};

const LOST: Sayings = {
  en: ["I don't understand", "too long", "can you put it more simply?", "in plain English please"],
  nl: ["ik begrijp het niet", "te moeilijk", "kan je het eenvoudiger zeggen?", "korter aub"],
  fr: ["je comprends rien", "trop long", "plus simple svp", "tu peux résumer ?"],
  de: ["ich verstehe das nicht", "zu lang", "einfacher bitte", "kürzer bitte"],
};
const OWN_WORDS: Readonly<Record<Language, string>> = {
  en: "words that people have written for me",
  nl: "woorden die mensen voor mij geschreven hebben",
  fr: "mots que des personnes ont écrits pour moi",
  de: "Worten sagen, die Menschen für mich geschrieben haben",
};

describe.each([
  ["who is ashamed or afraid", ASHAMED, COMFORT],
  ["whom an answer is too much for", LOST, OWN_WORDS],
] as const)("somebody %s", (_, sayings, replies) => {
  test.each(inEach(sayings))("“%s” (%s) is heard, after an answer and before one", (text, language) => {
    for (const before of [undefined, "how do I repair a puncture?"]) {
      const talk = startTalk({ locale: language });
      if (before !== undefined) talk.say(before);
      const decision = talk.say(text);
      expect(decision).toMatchObject({ language, entries: [] });
      expect(textOf(decision)).toContain(replies[language]);
      expect(decision.replies[0]?.actions.map(({ action }) => action.kind)).toContain("person");
    }
  });
});

describe("small talk that people write around a question", () => {
  test.each([
    ["Hey, I have a question", "en"],
    ["quick question", "en"],
    ["ik heb een vraagje", "nl"],
    ["j’ai une question", "fr"],
    ["ich hätte mal eine Frage", "de"],
    ["toch bedankt", "nl"],
    ["merci quand même", "fr"],
    ["danke trotzdem", "de"],
  ])("“%s” (%s) is a courtesy", (text, language) => {
    expect(startTalk({ locale: language }).say(text)).toMatchObject({ outcome: "smalltalk", language });
  });

  test("a question that follows is answered", () => {
    expect(startTalk().say("I have a question: how do I repair a puncture?").entries[0]?.id).toBe("flat-tyre");
    expect(startTalk().say("I have a question about a puncture").outcome).not.toBe("smalltalk");
  });
});

describe("what people ask of Malinois in the middle of a talk", () => {
  test.each([
    ["is there a phone number?", "en"],
    ["welk nummer moet ik bellen", "nl"],
    ["un numéro de téléphone ?", "fr"],
    ["gibt es eine Telefonnummer?", "de"],
  ])("“%s” (%s) shows whom to call", (text, language) => {
    expect(startTalk({ locale: language }).say(text)).toMatchObject({ action: "person", language });
  });

  test.each([
    ["what are the topics?", "en"],
    ["wat zijn de onderwerpen?", "nl"],
    ["quels sont les thèmes ?", "fr"],
    ["was sind die Themen?", "de"],
  ])("“%s” (%s) shows the topics", (text, language) => {
    expect(startTalk({ locale: language }).say(text).replies[0]).toMatchObject({ kind: "topics", language });
  });

  test("“c’est grave ?” is worry about the answer above it; by itself, or exclaimed, it cries for help", () => {
    const talk = startTalk({ locale: "fr" });
    talk.say("comment réparer une crevaison ?");
    expect(textOf(talk.say("c’est grave ?"))).toContain(COMFORT.fr);
    expect(talk.say("c’est grave !").action).toBe("help");
    expect(startTalk({ locale: "fr" }).say("c’est grave ?").action).toBe("help");
  });
});
