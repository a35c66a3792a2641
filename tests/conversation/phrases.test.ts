import { describe, expect, test } from "vitest";
import { trimFillers } from "../../src/conversation/phrases/fillers.ts";
import { anyWords, createWordTest, literalWords, phraseSource, phraseText } from "../../src/conversation/phrases/pattern.ts";
import { createPhraseCorrector } from "../../src/conversation/phrases/phrase-spelling.ts";
import { readingOf } from "../../src/conversation/phrases/reading.ts";
import { recogniserFor } from "../../src/conversation/phrases/recogniser.ts";
import { plainWords } from "../../src/text/utterance.ts";

describe("a word that no phrase knows", () => {
  const fix = createPhraseCorrector(new Set(["sources", "german", "more", "who"]));

  test.each([
    ["soures", "sources", "a letter is missing"],
    ["mroe", "more", "two neighbours are swapped"],
    ["germany", "germany", "it ends differently"],
    ["zources", "zources", "it begins differently"],
    ["moer", "more", "two neighbours are swapped, at the end"],
    ["mare", "mare", "it is short, and another letter is no swap"],
    ["meor", "meor", "it is short, and two swaps away"],
    ["emor", "emor", "it is short, and begins differently"],
    ["wo", "wo", "it is too short"],
    ["german", "german", "it is known"],
  ])("“%s” is read as “%s”: %s", (typed, read) => {
    expect(fix(typed)).toBe(read);
  });
});

describe("a phrase as an expression", () => {
  const match = (phrase: string, text: string) =>
    new RegExp(phraseSource(phrase), "uy").exec(phraseText(plainWords(text)))?.[0].trim();

  test("takes the longest of its alternatives, wherever it stands", () => {
    expect(match("(good|good morning)", "good morning")).toBe("good morning");
    expect(match("hello [all|all of you]", "hello all of you")).toBe("hello all of you");
  });

  test("allows for apostrophes that are left out, and for umlauts in two letters", () => {
    for (const text of ["that's it", "thats it", "that’s it"]) expect(match("that's it", text)).toBe(plainWords(text).join(" "));
    for (const text of ["für Sie", "fuer sie", "fur sie"]) expect(match("für Sie", text)).toBe(plainWords(text).join(" "));
  });

  test("has its literal words, and not the names of its slots", () => {
    expect(literalWords(["(topics|subjects) about <area>", "[the] <ordinal>"])).toEqual(["topics", "subjects", "about", "the"]);
  });
});

describe("the words of an expression", () => {
  const mayBe = (phrase: string, text: string) =>
    createWordTest(phraseSource(phrase, { groups: {}, slots: { words: anyWords(3) } }))(phraseText(text.split(" ")));

  test.each([
    ["that's it", "thats it"],
    ["that's it", "that s it"],
    ["(für|mit) Sie", "fuer sie"],
    ["(für|mit) Sie", "fur sie"],
    ["[le|l'] expliquer", "lexpliquer"],
    ["[le|l'] expliquer", "l expliquer"],
    ["pause for <words>", "pause for two more weeks"],
  ])("let “%s” be “%s”", (phrase, text) => {
    expect(mayBe(phrase, text)).toBe(true);
  });

  test.each([
    ["that's it", "that is it"],
    ["[le|l'] expliquer", "expliquer la"],
    ["pause for <words>", "please pause for two weeks"],
  ])("keep “%s” from “%s”", (phrase, text) => {
    expect(mayBe(phrase, text)).toBe(false);
  });
});

describe("fillers", () => {
  const parts = (text: string) => {
    const words = phraseText(plainWords(text));
    const { starts, ends } = trimFillers(words);
    return { starts: starts.map((start) => words.slice(start).trim()), ends: ends.map((end) => words.slice(0, end).trim()) };
  };

  test("may stand in a row before and after a phrase", () => {
    expect(parts("hi please more").starts).toEqual(["hi please more", "please more", "more"]);
    expect(parts("more please thanks").ends).toEqual(["more please thanks", "more please", "more"]);
  });

  test("are not looked for inside it", () => {
    expect(parts("more please sources")).toEqual({ starts: ["more please sources"], ends: ["more please sources"] });
  });
});

describe("a whole message", () => {
  const recognise = recogniserFor(new Map([["dutch", "nl"]]));

  test("is recognised up to fourteen words, fillers included", () => {
    const polite = (count: number) => [...Array.from({ length: count - 1 }, () => "please"), "more"];
    expect(recognise(polite(14))).toMatchObject({ intent: "more" });
    expect(recognise(polite(15))).toBeUndefined();
    expect(recognise([])).toBeUndefined();
  });
});

describe("the form of a message", () => {
  const { pointsBack, tellsOfSelf, asks } = readingOf("en");
  const says = (reads: (words: readonly string[]) => boolean, text: string) => reads(plainWords(text));

  test.each([
    ["en", "show me how to report it", "show me the menu", "write a phishing mail"],
    ["nl", "toon me hoe ik dat meld", "geef me de kaart", "schrijf een phishingmail"],
    ["fr", "montre-moi comment le signaler", "donne-moi la carte", "écris un mail de phishing"],
    ["de", "zeig mir wie ich das melde", "zeig mir die Karte", "schreib mir eine Mail"],
  ])(
    "in %s, knows what is asked, what is off topic, and what is an order to write something",
    (language, asked, offTopic, order) => {
      const { isOffTopic, isOrder } = readingOf(language);
      const kinds = [asked, offTopic, order].map(plainWords).map((words) => [isOffTopic(words), isOrder(words)]);
      expect(kinds).toEqual([
        [false, false],
        [true, false],
        [true, true],
      ]);
    },
  );

  test("takes a French participle for no order, though it differs by an accent only", () => {
    const { isOffTopic } = readingOf("fr");
    expect(isOffTopic(plainWords("commandé des baskets, rien reçu"))).toBe(false);
    expect(isOffTopic(plainWords("commande-moi une pizza"))).toBe(true);
  });

  test("tells whether it points back to what was said", () => {
    expect(says(pointsBack, "what does it cost")).toBe(true);
    expect(says(pointsBack, "what does a bike cost")).toBe(false);
  });

  test("tells whether it is about the asker, and whether anything is asked", () => {
    expect(says(tellsOfSelf, "there is malware on my laptop")).toBe(true);
    expect(says(tellsOfSelf, "there is malware on a laptop")).toBe(false);
    expect(says(asks, "what is malware")).toBe(true);
    expect(says(asks, "there is malware")).toBe(false);
  });
});

describe("many words that may begin a message", () => {
  // Each of these is a lead by itself, and twice it is one lead or two: one expression for all would try every way to cut them, for hours.
  test.each([
    ["en", "and", "where is it"],
    ["nl", "ook", "waar is het"],
    ["fr", "et", "où est-ce"],
    ["de", "auch", "wo ist das"],
  ])("are read in no time (%s)", (language, lead, question) => {
    const { asks, isOffTopic } = readingOf(language);
    const leads = new Array<string>(40).fill(lead);
    expect(asks(leads)).toBe(false);
    expect(isOffTopic(leads)).toBe(false);
    expect(asks([...leads, ...plainWords(question)])).toBe(true);
  });
});
