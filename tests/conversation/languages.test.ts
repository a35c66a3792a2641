import { describe, expect, test } from "vitest";
import type { Language, Pack } from "../../src/model.ts";
import { BICYCLE_PACK, LANGUAGES } from "./bicycle-pack.ts";
import { handlerFor, startTalk, textOf } from "./talk.ts";

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
    expect(reply?.lead).toBe("Dit heb ik nog niet in het Nederlands, daarom hier in het Engels.");
    expect(reply?.sources?.heading).toBe("Bronnen");
  });

  test("can still ask for one answer in another", () => {
    const talk = startTalk({ chosen: "nl" });
    talk.say("where is the bike shed?");
    expect(talk.say("in English please").replies[0]?.title).toBe("The bike shed");
  });
});

describe("a translation that is older than its original", () => {
  const withReview = (language: Language, reviewed: string): Pack => ({
    ...BICYCLE_PACK,
    entries: BICYCLE_PACK.entries.map((entry) =>
      entry.language === language ? { ...entry, reviewed } : { ...entry, reviewed: "2026-11-23" },
    ),
  });
  const NEWER: readonly (readonly [Language, string, string])[] = [
    ["nl", "mijn band is plat, wat nu", "De tekst in het Engels is recenter: die werd nagekeken op 23 november 2026."],
    ["fr", "mon pneu est crevé, que faire", "Le texte en anglais est plus récent : il a été vérifié le 23 novembre 2026."],
    ["de", "mein Reifen ist platt, was nun", "Der Text auf Englisch ist neuer: Er wurde am 23. November 2026 geprüft."],
  ];

  test.each(NEWER)("says so first, in %s", (language, question, lead) => {
    const leadOf = (reviewed: string) => startTalk({}, handlerFor(withReview(language, reviewed))).say(question).replies[0]?.lead;
    expect(leadOf("2026-11-22")?.replace(/\s/gu, " ")).toBe(lead);
    expect(leadOf("2026-11-23")).toBeUndefined();
  });

  test("is no matter of the original, nor of texts without a date", () => {
    expect(
      startTalk({}, handlerFor(withReview("en", "2026-01-01"))).say("my tyre is flat, what now").replies[0]?.lead,
    ).toBeUndefined();
    const undated = BICYCLE_PACK.entries.map(({ reviewed: _, ...entry }) => entry);
    const talk = startTalk({}, handlerFor({ ...BICYCLE_PACK, entries: undated }));
    expect(talk.say("mijn band is plat, wat nu").replies[0]?.lead).toBeUndefined();
  });
});

describe("what an entry lacks", () => {
  const ASKED: readonly (readonly [Language, string])[] = [
    ["nl", "Dit heb ik nog niet in het Nederlands, daarom hier in het Engels."],
    ["fr", "Je n’ai pas encore cette réponse en français, la voici donc en anglais."],
    ["de", "Das gibt es noch nicht auf Deutsch, deshalb hier auf Englisch."],
  ];
  test.each(ASKED)("is said in %s, with buttons in that language", (language, lead) => {
    const [reply] = startTalk().press({ kind: "show", entry: "winter-tyres", language }).replies;
    expect(reply?.lead).toBe(lead);
    expect(reply?.actions.every(({ action }) => action.language === language)).toBe(true);
  });
});

describe("a question in a language that Malinois does not speak", () => {
  const SPOKEN = "I can answer in English, Dutch, French, or German.";
  test.each([
    "¿Cómo creo una contraseña segura para el trabajo?",
    "am dat click pe un link suspect ce fac acum",
    "フィッシングとは何ですか",
    "Что такое фишинг?",
    "şüpheli bir bağlantıya tıkladım ne yapmalıyım",
  ])("“%s” is answered in English, first with the languages that it does", (text) => {
    const decision = startTalk().say(text);
    expect(decision).toMatchObject({ outcome: "unknown", language: "en", replies: [{ lead: SPOKEN }] });
    expect(startTalk({ locale: "nl" }).say(text).language).toBe("en");
    expect(startTalk({ chosen: "nl" }).say(text).replies[0]?.lead).toContain("Ik kan antwoorden in het Engels");
  });

  test.each(["where can I park a cargo bike that is wider than the gate", "was ist das für ein komisches Geräusch"])(
    "“%s” is none",
    (text) => {
      expect(startTalk().say(text).replies[0]?.lead).toBeUndefined();
    },
  );

  test("names the languages of the pack to whoever asks in another that Malinois speaks", () => {
    const english = {
      ...BICYCLE_PACK,
      languages: ["en"],
      entries: BICYCLE_PACK.entries.filter(({ language }) => language === "en"),
    };
    const decision = startTalk({}, handlerFor(english)).say("wat kost een nieuwe laptop voor de vergaderzaal van de directie?");
    expect(decision).toMatchObject({
      outcome: "unknown",
      language: "nl",
      replies: [{ lead: "Ik kan antwoorden in het Engels." }],
    });
  });
});

test("a pack in a language that Malinois does not speak is answered in it, with English around it", () => {
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

test.each([
  ["can we go on in French?", "fr"],
  ["kunnen we in het Frans verder?", "fr"],
  ["kan het ook in het Frans, voor mijn collega?", "fr"],
  ["on peut continuer en néerlandais ?", "nl"],
  ["können wir auf Französisch weitermachen?", "fr"],
])("“%s” goes on in that language", (text, language) => {
  const talk = startTalk();
  talk.say("how do I repair a puncture?");
  expect(talk.say(text)).toMatchObject({ action: "switch-language", language, entries: [{ id: "flat-tyre" }] });
});
