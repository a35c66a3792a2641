import { describe, expect, test } from "vitest";
import { readingOf } from "../../src/conversation/phrases/reading.ts";
import { splitsOf } from "../../src/conversation/questions/splitter.ts";
import { readUtterance } from "../../src/text/utterance.ts";
import { idsOf, startTalk } from "./talk.ts";

const TWO: readonly (readonly [string, string, string])[] = [
  ["How do I repair a puncture? And where is the bike shed?", "flat-tyre", "bike-shed"],
  ["how do I repair a puncture and where is the bike shed", "flat-tyre", "bike-shed"],
  ["How do I lease a bike, and what are the rules of the shed?", "lease-a-bike", "shed-rules"],
  ["where is the bike shed? Oh and how do I lease a bike", "bike-shed", "lease-a-bike"],
  ["where is the bike shed, also do I get winter tyres", "bike-shed", "winter-tyres"],
  ["where is the bike shed plus how do I repair a puncture", "bike-shed", "flat-tyre"],
  ["1. where is the bike shed 2. how do I repair a puncture", "bike-shed", "flat-tyre"],
  ["1) How do I lease a bike?\n2) Do I get winter tyres?", "lease-a-bike", "winter-tyres"],
  ["where is the bike shed?\nhow do I lease a bike?", "bike-shed", "lease-a-bike"],
  ["Tell me how do I lease a bike. And what are the rules of the shed?", "lease-a-bike", "shed-rules"],
  ["hoe herstel ik een lek en waar is de fietsenstalling?", "flat-tyre", "bike-shed"],
  ["Hoe kan ik een fiets leasen? En wat zijn de regels van de stalling?", "lease-a-bike", "shed-rules"],
  ["waar is de fietsenstalling, en hoe kan ik een fiets leasen?", "bike-shed", "lease-a-bike"],
  ["comment réparer une crevaison et où est l’abri à vélos ?", "flat-tyre", "bike-shed"],
  ["Comment prendre un vélo en leasing ? Et quel est le règlement de l’abri ?", "lease-a-bike", "shed-rules"],
  ["où est l’abri à vélos, et comment réparer une crevaison ?", "bike-shed", "flat-tyre"],
  ["wie repariere ich eine Reifenpanne und wo ist der Fahrradunterstand?", "flat-tyre", "bike-shed"],
  ["Wie lease ich ein Rad? Außerdem: welche Regeln gelten im Unterstand?", "lease-a-bike", "shed-rules"],
];

describe("two questions in one message", () => {
  test.each(TWO)("“%s”", (text, first, second) => {
    const decision = startTalk().say(text);
    expect(decision.outcome).toBe("answer");
    expect(idsOf(decision)).toEqual([first, second]);
    expect(decision.replies.map(({ kind }) => kind)).toEqual(["answer", "answer"]);
  });

  test.each([
    ["en", "difference between a bike shed and winter tyres"],
    ["nl", "verschil tussen de fietsenstalling en winterbanden"],
    ["fr", "différence entre l’abri à vélos et une crevaison"],
    ["de", "Unterschied zwischen Fahrradunterstand und Reifenpanne"],
  ])("are one if they name the two things that it is between, in %s", (language, text) => {
    expect(splitsOf(readUtterance(text), readingOf(language))).toEqual([]);
  });

  test("are both what follow-ups go on with", () => {
    const talk = startTalk();
    talk.say("How do I repair a puncture? And where is the bike shed?");
    expect(idsOf(talk.say("sources?"))).toEqual(["flat-tyre", "bike-shed"]);
    expect(idsOf(talk.say("the second one"))).toEqual(["bike-shed"]);
  });

  test("get no third answer", () => {
    const decision = startTalk().say("How do I repair a puncture? Where is the bike shed? How do I lease a bike?");
    expect(decision.replies.length).toBeLessThanOrEqual(2);
  });
});

const ONE = [
  "how do I repair a puncture and a broken chain",
  "where can I park my bike and my scooter?",
  "I was on the way to work and had a puncture, what now?",
  "what are the rules and penalties of the shed",
  "How do I repair a puncture? And can you order me a pizza?",
  "how do I lease a bike and who won the match?",
  "My bike was stolen out of the shed, where can I park my bike?",
  "How do I repair a puncture? And order me a bike lease contract!",
  "My bike is gone from the shed and I am sad",
  "hoe kan ik een fiets leasen en wat eten we?",
  "comment prendre un vélo en leasing et c’est quand le carnaval ?",
  "somebody stole my bike. It was red. It was new.",
  "where is the bike shed? where is the bike shed?",
  "wie lease ich ein Rad am 1. Januar, Regeln im Unterstand",
  "what are the rules of the shed, art. 5 puncture repair",
];

describe("one question is not torn apart", () => {
  test.each(ONE)("“%s”", (text) => {
    expect(startTalk().say(text).replies).toHaveLength(1);
  });
});
