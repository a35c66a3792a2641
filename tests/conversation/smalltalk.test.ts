import { expect, test } from "vitest";
import type { Language } from "../../src/model.ts";
import { BICYCLE_PACK } from "./bicycle-pack.ts";
import { handlerFor, startTalk } from "./talk.ts";

const SAID: readonly (readonly [string, Language, string])[] = [
  ["hello", "en", "Hello! What would you like to know?"],
  ["Hi there!", "en", "Hello! What would you like to know?"],
  ["good morning all", "en", "Hello! What would you like to know?"],
  ["hoi", "nl", "Hallo! Wat wil je graag weten?"],
  ["goeiemorgen allemaal", "nl", "Hallo! Wat wil je graag weten?"],
  ["hoe gaat het?", "nl", "Hallo! Wat wil je graag weten?"],
  ["salut", "fr", "Bonjour\u202f! Que souhaitez-vous savoir\u202f?"],
  ["bonjour à tous", "fr", "Bonjour\u202f! Que souhaitez-vous savoir\u202f?"],
  ["moin", "de", "Hallo! Was möchten Sie wissen?"],
  ["Guten Tag", "de", "Hallo! Was möchten Sie wissen?"],
  ["thanks!", "en", "You are welcome!"],
  ["thx", "en", "You are welcome!"],
  ["ta, you’re a lifesaver", "en", "You are welcome!"],
  ["cheers, very useful", "en", "You are welcome!"],
  ["great, very useful", "en", "You are welcome!"],
  ["thank you so much!!! 🙏", "en", "You are welcome!"],
  ["ok thanks", "en", "You are welcome!"],
  ["thanks, changing it right now", "en", "You are welcome!"],
  ["thank you, I will tell my boss this afternoon", "en", "You are welcome!"],
  ["bedankt hoor", "nl", "Graag gedaan!"],
  ["amai merci", "nl", "Graag gedaan!"],
  ["merci, top!", "nl", "Graag gedaan!"],
  ["dat helpt, dank u wel", "nl", "Graag gedaan!"],
  ["super, merci bcp", "fr", "Avec plaisir\u202f!"],
  ["merci pour votre réponse", "fr", "Avec plaisir\u202f!"],
  ["c’est très clair, merci", "fr", "Avec plaisir\u202f!"],
  ["Danke dir!", "de", "Gern geschehen!"],
  ["vielen Dank für die schnelle Antwort", "de", "Gern geschehen!"],
  ["👍", "en", "You are welcome!"],
  ["👋🏽", "en", "Hello! What would you like to know?"],
  ["got it", "en", "Good. I am here if anything else comes up."],
  ["begrepen", "nl", "Prima. Als er nog iets is, ben ik er."],
  ["bye", "en", "Goodbye, and stay safe!"],
  ["tot later", "nl", "Tot ziens, en blijf waakzaam!"],
  ["bonne journée", "fr", "Au revoir, et prudence\u202f!"],
  ["tschüss", "de", "Auf Wiedersehen, und bleiben Sie wachsam!"],
];

test.each(SAID)("“%s” gets one friendly line (%s)", (text, language, line) => {
  const decision = startTalk({ locale: language }).say(text);
  expect(decision).toMatchObject({ outcome: "smalltalk", language, entries: [], replies: [{ kind: "notice", body: [line] }] });
  expect(decision.replies).toHaveLength(1);
});

test.each(["fascinating, thanks", "passionnant, merci", "oh je. danke", "boeiend, bedankt"])(
  "“%s” is thanks with a remark before it",
  (text) => {
    expect(startTalk().say(text).outcome).toBe("smalltalk");
  },
);

test.each([
  ["stolen bike, thanks", "stolen-bike"],
  ["lek. merci", "flat-tyre"],
])("“%s” is a question with thanks behind it", (text, id) => {
  expect(startTalk().say(text)).toMatchObject({ outcome: "answer", entries: [{ id }] });
});

test("“and does it work?” is no acknowledgement, whereas “it works” is", () => {
  const talk = startTalk({ locale: "fr" });
  talk.say("comment réparer une crevaison ?");
  expect(talk.say("ça marche").outcome).toBe("smalltalk");
  expect(talk.say("et ça marche ?").outcome).not.toBe("smalltalk");
});

test("what is said alike in several languages is answered in the thread’s", () => {
  const talk = startTalk({ locale: "fr" });
  expect(talk.say("merci").language).toBe("fr");
  talk.say("hoe herstel ik een lek?");
  expect(talk.say("merci").language).toBe("nl");
});

test.each(["hallo", "nee"])("“%s”, which is Dutch and German, is answered in whichever comes first in the pack", (text) => {
  for (const [first, second] of [
    ["nl", "de"],
    ["de", "nl"],
  ] as const) {
    const handle = handlerFor({ ...BICYCLE_PACK, languages: ["en", first, second, "fr"] });
    expect(startTalk({}, handle).say(text)).toMatchObject({ outcome: "smalltalk", language: first });
    expect(startTalk({ locale: second }, handle).say(`${text} ${text}`)).toMatchObject({
      outcome: "smalltalk",
      language: second,
    });
  }
});

test("thanks and greetings leave the thread as it was", () => {
  const talk = startTalk();
  talk.say("how do I repair a puncture?");
  talk.say("thanks!");
  expect(talk.say("source?")).toMatchObject({ action: "sources", entries: [{ id: "flat-tyre" }] });
});

const QUESTIONS: readonly (readonly [string, string])[] = [
  ["thanks, and where is the bike shed?", "bike-shed"],
  ["Hi Malinois, how do I lease a bike?", "lease-a-bike"],
  ["ok then, somebody stole my bike", "stolen-bike"],
  ["great! how do I repair a puncture", "flat-tyre"],
  ["merci, et comment réparer une crevaison ?", "flat-tyre"],
  ["dank je, waar is de fietsenstalling?", "bike-shed"],
  ["Hallo, wie lease ich ein Rad?", "lease-a-bike"],
];
test.each(QUESTIONS)("“%s” is a question", (text, id) => {
  expect(startTalk().say(text)).toMatchObject({ outcome: "answer", entries: [{ id }] });
});

test.each(["great, now write me a poem", "thanks, can you order me a pizza?", "super, bouw nu een website voor mij"])(
  "“%s” is no thanks",
  (text) => {
    expect(startTalk().say(text).outcome).toBe("unknown");
  },
);
