import { describe, expect, test } from "vitest";
import type { Language } from "../../src/model.ts";
import { LANGUAGES } from "./bicycle-pack.ts";
import { startTalk, textOf } from "./talk.ts";

const QUESTIONS: readonly (readonly [Language, string, string, string])[] = [
  ["en", "where is the bike shed?", "The bike shed", "Key points"],
  ["nl", "waar is de fietsenstalling?", "De fietsenstalling", "In het kort"],
  ["fr", "où est l’abri à vélos ?", "L’abri à vélos", "L’essentiel"],
  ["de", "wo ist der Fahrradunterstand?", "Der Fahrradunterstand", "Das Wichtigste"],
];

describe("the answer follows the language of the question", () => {
  test.each(QUESTIONS)("%s, whatever the locale", (language, text, title, heading) => {
    for (const locale of LANGUAGES) {
      const decision = startTalk({ locale }).say(text);
      expect(decision).toMatchObject({ language, replies: [{ language, title, points: { heading } }] });
    }
  });

  test("a text too short to tell follows the thread, then the person’s choice, then the locale, then the pack", () => {
    expect(startTalk().say("?!").language).toBe("en");
    expect(startTalk({ locale: "fr" }).say("?!").language).toBe("fr");
    expect(startTalk({ locale: "fr", chosen: "de" }).say("?!").language).toBe("de");
    const talk = startTalk({ locale: "fr" });
    talk.say("waar is de fietsenstalling?");
    expect(talk.say("?!").language).toBe("nl");
  });

  test("a locale with a region, or that is none, does no harm", () => {
    expect(startTalk({ locale: "nl-BE" }).say("?!").language).toBe("nl");
    expect(startTalk({ locale: "" }).say("?!").language).toBe("en");
    expect(startTalk({ locale: "???" }).say("?!").language).toBe("en");
  });
});

describe("whoever chose a language in Malinois", () => {
  test("is answered in it, whatever they ask in", () => {
    expect(startTalk({ chosen: "nl" }).say("where is the bike shed?")).toMatchObject({
      language: "nl",
      replies: [{ title: "De fietsenstalling" }],
    });
    expect(startTalk({ chosen: "fr" }).say("thanks!").language).toBe("fr");
  });

  test("gets what does not exist in it in the language of the question, and is told so", () => {
    const [reply] = startTalk({ chosen: "nl" }).say("do I get winter tyres?").replies;
    expect(reply).toMatchObject({ language: "en", title: "Winter tyres" });
    expect(reply?.footnote).toContain("Dit heb ik nog niet in het Nederlands, daarom hier in het Engels");
    expect(reply?.sources?.heading).toBe("Bronnen");
  });

  test("can still ask for one answer in another", () => {
    const talk = startTalk({ chosen: "nl" });
    talk.say("where is the bike shed?");
    expect(talk.say("in English please").replies[0]?.title).toBe("The bike shed");
  });
});

describe("what an entry lacks", () => {
  const ASKED: readonly (readonly [Language, string])[] = [
    ["nl", "Dit heb ik nog niet in het Nederlands, daarom hier in het Engels"],
    ["fr", "Je n’ai pas encore cette réponse en français, la voici donc en anglais"],
    ["de", "Das gibt es noch nicht auf Deutsch, deshalb hier auf Englisch"],
  ];
  test.each(ASKED)("is said in %s, with buttons in that language", (language, footnote) => {
    const [reply] = startTalk().press({ kind: "show", entry: "winter-tyres", language }).replies;
    expect(reply?.footnote).toContain(footnote);
    expect(reply?.actions.every(({ action }) => action.language === language)).toBe(true);
  });
});

test("a pack in a language that Malinois does not speak is answered in it, with English around it", async () => {
  const { BICYCLE_PACK } = await import("./bicycle-pack.ts");
  const { handlerFor } = await import("./talk.ts");
  const spanish = BICYCLE_PACK.entries
    .filter(({ language }) => language === "en")
    .map((entry) => ({ ...entry, language: "es", title: `ES ${entry.title}` }));
  const pack = { ...BICYCLE_PACK, languages: ["es"], defaultLanguage: "es", entries: spanish };
  const talk = startTalk({ locale: "es" }, handlerFor(pack));
  const decision = talk.press({ kind: "show", entry: "bike-shed", language: "es" });
  expect(decision.replies[0]).toMatchObject({ language: "es", title: "ES The bike shed", points: { heading: "Key points" } });
  expect(textOf(talk.press({ kind: "settings", language: "es" }))).toContain("Español");
  expect(talk.say("en español por favor, in Spanish please").outcome).toBeDefined();
  expect(talk.say("in Spanish please")).toMatchObject({ action: "switch-language", entries: [{ id: "bike-shed" }] });
});
